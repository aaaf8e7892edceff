using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Kubectl.Parsing;
using Sallyport.Hub.Console.Kubectl.Printing;

namespace Sallyport.Hub.Console.Kubectl.Commands;

/// <summary>One line that runs: what was asked, of which cluster, and where the answer goes.</summary>
internal sealed class Invocation
{
    private readonly HashSet<string> _warned = [];

    private Invocation(KubectlTerminal terminal, CommandLine line, TerminalOutput output, CancellationToken cancellationToken)
    {
        (Terminal, Command, Flags, Arguments, Out, Cancellation) = (terminal, line.Command, line.Flags, line.Arguments, output, cancellationToken);
        Cluster = Flags.Text("context") is { Length: > 0 } context ? Known(terminal, context) : terminal.Cluster;
        Namespace = Flags.Text("namespace") is { Length: > 0 } ns ? ns : terminal.Namespace;
        Api = new ClusterApi(Cluster, terminal.Places.Roads(Cluster));
    }

    public KubectlTerminal Terminal { get; }

    public KubectlCommand Command { get; }

    public ParsedFlags Flags { get; }

    public ImmutableArray<string> Arguments { get; }

    public TerminalOutput Out { get; }

    public CancellationToken Cancellation { get; }

    public string Cluster { get; }

    public string Namespace { get; }

    public ClusterApi Api { get; }

    public DateTimeOffset Now => Terminal.Places.Time.GetUtcNow();

    public static Invocation Of(KubectlTerminal terminal, CommandLine line, TerminalOutput output, CancellationToken cancellationToken) =>
        new(terminal, line, output, cancellationToken);

    /// <summary>A whole document.</summary>
    public async Task<JsonElement> ReadAsync(string target, string accept = ClusterApi.Json)
    {
        using var answer = await OpenAsync(target, accept);
        return await Api.DocumentAsync(answer, Cancellation);
    }

    /// <summary>An answer whose body is still to be read; warnings of the server are printed.</summary>
    public async Task<HttpResponseMessage> OpenAsync(string target, string accept = ClusterApi.Json)
    {
        var answer = await Api.GetAsync(target, accept, Cancellation);
        await WarnAsync(answer);
        return answer;
    }

    /// <summary>Sends a document, and reads the one that comes back.</summary>
    public async Task<JsonElement> SendAsync(HttpMethod method, string target, string json, string mediaType = ClusterApi.Json)
    {
        using var content = new StringContent(json, Encoding.UTF8, mediaType);
        content.Headers.ContentType!.CharSet = null;
        using var answer = await Api.SendAsync(method, target, ClusterApi.Json, content, Cancellation);
        await WarnAsync(answer);
        return await Api.DocumentAsync(answer, Cancellation);
    }

    /// <summary>What kinds the cluster offers.</summary>
    public Task<KindCatalog> KindsAsync() => Terminal.Places.Kinds.GetAsync(Cluster, Cancellation);

    /// <summary>The kind that a word means.</summary>
    /// <exception cref="KubectlFault">The cluster has none of that name.</exception>
    public async Task<ResourceType> KindAsync(string word)
    {
        if ((await KindsAsync()).Find(word) is { } type)
        {
            return type;
        }

        var anew = await Terminal.Places.Kinds.RefreshAsync(Cluster, Cancellation);
        if (anew.Types.IsEmpty && !anew.Problems.IsEmpty)
        {
            throw new ClusterProblemException(anew.Problems[0]);
        }

        return anew.Find(word) ?? throw new KubectlFault($"error: the server doesn't have a resource type \"{word}\"");
    }

    private static string Known(KubectlTerminal terminal, string context) => terminal.Places.Clusters().Contains(context, StringComparer.Ordinal)
        ? context
        : throw new KubectlFault($"error: context \"{context}\" does not exist: a context here is a cluster you may see, and \"config get-contexts\" lists them.");

    private async ValueTask WarnAsync(HttpResponseMessage answer)
    {
        foreach (var warning in answer.Headers.Warning.Where(warning => warning.Code == 299 && _warned.Count < 100 && _warned.Add(warning.Text)))
        {
            await Out.ErrorAsync("Warning: " + warning.Text.Trim('"').Replace("\\\"", "\"", StringComparison.Ordinal));
        }
    }
}
