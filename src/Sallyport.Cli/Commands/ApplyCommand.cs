using System.CommandLine;
using System.Globalization;
using Sallyport.Cli.Api;
using Sallyport.Cli.Help;
using Sallyport.Cli.Output;
using Sallyport.Cli.Policies;

namespace Sallyport.Cli.Commands;

/// <summary>Makes the policy what files say.</summary>
internal static class ApplyCommand
{
    public static Command Create()
    {
        var files = new PolicyOptions();
        var dryRun = new Option<bool>("--dry-run") { Description = "let the hub say what would happen, and change nothing" };
        var preview = new Option<bool>("--preview") { Description = "say whose access to what would change, and change nothing" };
        var version = new Option<long?>("--if-version") { Description = "only as long as the policy is the one that a diff told of", HelpName = "VERSION" };
        var output = OutputOption.Create();
        var command = new Command(
            "apply",
            """
            Make the policy what files say: all of it in one change, or nothing.
            With --owner and --prune the hub holds exactly what the files say for that owner; nobody changes it by hand.
            """);
        files.AddTo(command);
        command.Options.Add(dryRun);
        command.Options.Add(preview);
        command.Options.Add(version);
        command.Options.Add(output);
        return command.Answers(async (parsed, api, to, cancellation) =>
        {
            if (await files.ReadAsync(parsed) is not { } set)
            {
                return ExitCodes.Failed;
            }

            if (parsed.GetValue(preview))
            {
                return await FilePreview.WriteAsync(parsed, api, set, parsed.GetValue(output), cancellation) is null ? ExitCodes.Failed : ExitCodes.Done;
            }

            var condition = parsed.GetValue(version) is { } seen ? new Condition("If-Match", string.Create(CultureInfo.InvariantCulture, $"\"{seen}\"")) : null;
            if (await PolicyHub.SendAsync(
                api, "apply", set, (set.Request(parsed.GetValue(dryRun)), ApiJson.Default.PolicyRequest), ApiJson.Default.PolicyApplied,
                parsed.InvocationConfiguration.Error, cancellation, condition) is not { } answer)
            {
                return ExitCodes.Failed;
            }

            await (parsed.GetValue(output) == OutputFormat.Table
                ? ChangeReport.LinesAsync(answer.Value, parsed.GetValue(dryRun), to)
                : Printer.DocumentAsync(answer.Json, parsed.GetValue(output), to));
            return ExitCodes.Done;
        }).Taught(
            """
            sallyport apply -f access/ -R --owner platform --prune
            sallyport apply -f access/ -R --owner platform --prune --preview
            sallyport export | sallyport apply -f -
            """);
    }
}
