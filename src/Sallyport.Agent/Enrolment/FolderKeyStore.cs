namespace Sallyport.Agent.Enrolment;

/// <summary>Keeps the keys in a folder that only the agent's user may read; a write is whole or not at all.</summary>
internal sealed class FolderKeyStore(string folder) : IAgentKeyStore
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const string JoinedWith = "Joined-With: ";
    private const string Separator = "-----BEGIN CERTIFICATE-----";

    public string Place => File;

    private string File => Path.Combine(folder, "agent.pem");

    public async Task<AgentKeys?> LoadAsync(CancellationToken cancellationToken)
    {
        if (!System.IO.File.Exists(File))
        {
            return null;
        }

        var text = await System.IO.File.ReadAllTextAsync(File, cancellationToken);
        var at = text.IndexOf(Separator, StringComparison.Ordinal);
        return new AgentKeys(at < 0 ? text : text[..at], at < 0 ? null : text[at..], JoinedWithOf(text));
    }

    public async Task SaveAsync(AgentKeys keys, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder))
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder);
            }
            else
            {
                Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
            }
        }

        // Key and certificate in one file, renamed into place: after a crash it is the old pair or the new one, never half.
        var written = $"{File}.new";
        System.IO.File.Delete(written);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        await using (var stream = new FileStream(written, options))
        {
            await using var writer = new StreamWriter(stream, leaveOpen: true);
            var first = keys.JoinedWith is { } digest ? $"{JoinedWith}{digest}\n" : "";
            await writer.WriteAsync($"{first}{keys.KeyPem.TrimEnd()}\n{keys.CertificatePem}".AsMemory(), cancellationToken);
            await writer.FlushAsync(cancellationToken);
            stream.Flush(flushToDisk: true);
        }

        System.IO.File.Move(written, File, overwrite: true);
    }

    // Text before the first PEM block is a comment to every reader of PEM.
    private static string? JoinedWithOf(string text) =>
        text.StartsWith(JoinedWith, StringComparison.Ordinal) ? text[JoinedWith.Length..text.IndexOf('\n', StringComparison.Ordinal)] : null;
}
