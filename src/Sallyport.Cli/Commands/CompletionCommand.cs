using System.CommandLine;
using Sallyport.Cli.Completion;
using Sallyport.Cli.Help;

namespace Sallyport.Cli.Commands;

/// <summary>Prints the script by which a shell completes this program's commands.</summary>
internal static class CompletionCommand
{
    public static Command Create()
    {
        var shell = new Argument<string>("SHELL") { Description = string.Join(", ", CompletionScripts.Names) };
        shell.AcceptOnlyFromAmong([.. CompletionScripts.Names]);
        var command = new Command("completion", "Print the script by which your shell completes commands, options and names") { shell };
        command.SetAction(async (parsed, cancellation) =>
        {
            await parsed.InvocationConfiguration.Output.WriteAsync(CompletionScripts.For(parsed.GetRequiredValue(shell)));
            return ExitCodes.Done;
        });
        return command.Taught(
            """
            source <(sallyport completion bash)                               # or in ~/.bashrc
            sallyport completion zsh > "${fpath[1]}/_sallyport"
            sallyport completion fish > ~/.config/fish/completions/sallyport.fish
            sallyport completion powershell | Out-String | Invoke-Expression  # or in $PROFILE
            sallyport completion kubectl > /usr/local/bin/kubectl_complete-sallyport && chmod +x /usr/local/bin/kubectl_complete-sallyport
            """);
    }
}
