using System.CommandLine;

namespace Sallyport.Hub.Hosting.Keeping;

/// <summary><c>sallyport-hub backup</c> and <c>sallyport-hub restore</c>.</summary>
internal static class KeepingCommands
{
    public static Command MakeBackup()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "Where the backup goes. Whoever can read it can be this hub: it has the issuers' keys." };
        var data = Data();
        var force = new Option<bool>("--force") { Description = "Write over a file that is there." };
        var command = new Command(
            "backup",
            """
            Writes all that a hub on SQLite keeps into one file. The hub may run meanwhile.
            A hub on PostgreSQL is backed up with PostgreSQL's own tools (pg_dump).
            """)
        {
            file, data, force,
        };
        command.SetAction(parsed =>
        {
            var to = parsed.GetRequiredValue(file).FullName;
            Backup.Make(parsed.GetRequiredValue(data).FullName, to, parsed.GetValue(force));
            parsed.InvocationConfiguration.Output.WriteLine($"{to} is written.");
        });
        return command;
    }

    public static Command MakeRestore()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A file that 'sallyport-hub backup' wrote." };
        var data = Data();
        var force = new Option<bool>("--force") { Description = $"Replace the store that is in the folder; it is kept as {Restore.Replaced}." };
        var tokenFor = new Option<string?>("--token-for") { Description = "Make a token for this user that lives an hour, where nobody could sign in otherwise.", HelpName = "NAME" };
        var command = new Command(
            "restore",
            """
            Puts a backup into the data folder of a hub that does not run.
            A backup does not know what was revoked after it was made. So every session, token and invitation in it ends, and people sign in
            again; agents stay connected. Assignments, users and clusters are those of the backup: look over what was changed since.
            """)
        {
            file, data, force, tokenFor,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (restored, token) = await Restore.RunAsync(
                new RestoreOptions(parsed.GetRequiredValue(file).FullName, parsed.GetRequiredValue(data).FullName, parsed.GetValue(force), parsed.GetValue(tokenFor)),
                TimeProvider.System,
                cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"""
                Restored: {restored.Users} users and {restored.Assignments} role assignments, as they were {(restored.Made is { } made ? $"on {made:u}" : "when nothing had happened yet")}.
                {restored.Credentials} sessions, tokens and invitations ended, and every join token: people sign in again, automation needs new tokens.
                What was taken away after that is there again: users, groups, assignments, guardrails, clusters and their agents, passwords. Look it over
                before you start the hub for others.
                """));
            if (token is not null)
            {
                await parsed.InvocationConfiguration.Output.WriteLineAsync($"For {parsed.GetValue(tokenFor)}, for an hour (sallyport login URL --token TOKEN): {token}");
            }
        });
        return command;
    }

    private static Option<DirectoryInfo> Data() => new("--data") { Description = "The hub's data folder.", HelpName = "DIR", Required = true };
}
