using System.Text;

namespace Sallyport.Demo.Shell;

/// <summary>What a program of the built-in shell runs with.</summary>
internal sealed record ProgramContext(IReadOnlyList<string> Words, Stream Input, Stream Output, Stream Error, Session Session)
{
    public string Name => Words[0];

    public IReadOnlyList<string> Arguments => [.. Words.Skip(1)];

    public VirtualFiles Files => Session.World.Files;

    public CancellationToken Cancellation { get; init; }

    public string Path(string path) => VirtualFiles.Resolve(Session.Directory, path);

    public async Task PrintAsync(string text) =>
        await Output.WriteAsync(Encoding.UTF8.GetBytes(text), Cancellation).ConfigureAwait(false);

    public async Task ComplainAsync(string text) =>
        await Error.WriteAsync(Encoding.UTF8.GetBytes($"{Name}: {text}\n"), Cancellation).ConfigureAwait(false);

    /// <summary>A file for reading, or standard input for <c>-</c> and for no name.</summary>
    public Stream Open(string? path) => path switch
    {
        null or "-" => Input,
        "/dev/zero" => new ZeroStream(),
        "/dev/stdin" => Input,
        _ => new MemoryStream(Files.Read(Path(path)), writable: false),
    };

    public async Task<string> ReadTextAsync(string? path)
    {
        using MemoryStream buffer = new();
        await Open(path).CopyToAsync(buffer, Cancellation).ConfigureAwait(false);
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>Letters of single-dash options, and what is left: <c>-la x</c> is "la" and x.</summary>
    public (string Flags, List<string> Names) Options()
    {
        List<string> words = [.. Arguments.Where(word => word.Length < 2 || word[0] != '-')];
        return (string.Concat(Arguments.Where(word => word.Length > 1 && word[0] == '-').Select(word => word[1..])), words);
    }
}

/// <summary>What a shell remembers from one command to the next.</summary>
internal sealed class Session(ContainerWorld world)
{
    public ContainerWorld World { get; } = world;

    public string Directory { get; set; } = "/";

    public Dictionary<string, string> Variables { get; } = new(world.Environment, StringComparer.Ordinal);

    public int LastExit { get; set; }

    /// <summary>Set by <c>exit</c>: the shell ends with it.</summary>
    public int? Exit { get; set; }

    public required TimeProvider Time { get; init; }
}
