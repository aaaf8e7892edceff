using System.CommandLine;
using Sallyport.Cli.Api;
using Sallyport.Cli.Help;
using Sallyport.Cli.Output;
using Sallyport.Cli.Policies;

namespace Sallyport.Cli.Commands;

/// <summary>Shows what applying files would change.</summary>
internal static class DiffCommand
{
    public static Command Create()
    {
        var files = new PolicyOptions();
        var access = new Option<bool>("--access") { Description = "show whose access to what would change, instead of the objects" };
        var output = OutputOption.Create();
        var command = new Command(
            "diff",
            """
            Show what applying files would change, deletions included.
            The exit code is 0 when nothing would, 1 when something would, and above that when it could not be told.
            """);
        files.AddTo(command);
        command.Options.Add(access);
        command.Options.Add(output);
        return command.Answers(async (parsed, api, to, cancellation) =>
        {
            if (await files.ReadAsync(parsed) is not { } set)
            {
                return ExitCodes.Failed;
            }

            if (parsed.GetValue(access))
            {
                return await FilePreview.WriteAsync(parsed, api, set, parsed.GetValue(output), cancellation) is not { } seen ? ExitCodes.Failed
                    : seen.Total == 0 ? ExitCodes.Done : ExitCodes.No;
            }

            if (await PolicyHub.SendAsync(
                    api, "diff", set, (set.Request(), ApiJson.Default.PolicyRequest), ApiJson.Default.PolicyApplied,
                    parsed.InvocationConfiguration.Error, cancellation) is not { } answer)
            {
                return ExitCodes.Failed;
            }

            await (parsed.GetValue(output) == OutputFormat.Table
                ? ChangeReport.DifferencesAsync(answer.Value, set, to)
                : Printer.DocumentAsync(answer.Json, parsed.GetValue(output), to));
            return answer.Value.Changes.All(change => change.Action == "unchanged") ? ExitCodes.Done : ExitCodes.No;
        }).Taught("sallyport diff -f access/ -R --owner platform --prune");
    }
}
