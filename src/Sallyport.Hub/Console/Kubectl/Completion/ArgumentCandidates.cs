using System.Collections.Immutable;
using System.Globalization;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Kubectl.Commands;

namespace Sallyport.Hub.Console.Kubectl.Completion;

/// <summary>What may stand as a command's next argument, asked of the cluster where it must be.</summary>
internal sealed class ArgumentCandidates(KubectlTerminal terminal, KubectlCommand command, ImmutableArray<string> before, string last, CancellationToken cancellationToken)
{
    private const int MostNames = 500;
    private const string Metadata = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json";

    private static readonly string[] Verbs = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];
    private static readonly ResourceType NamespaceType = new("", "v1", "namespaces", "Namespace", Namespaced: false);
    private static readonly ResourceType NodeType = new("", "v1", "nodes", "Node", Namespaced: false);

    private readonly List<string> _arguments = [.. Completer.Arguments(before, command.Flags).Skip(command.Name.Split(' ').Length)];

    /// <summary>The candidates, and whether they are for the part after the last comma or slash.</summary>
    public async Task<(IEnumerable<string> Candidates, bool IsPart)> OfAsync()
    {
        if (command.Arguments is ArgumentKind.Objects or ArgumentKind.Pods && last.Split('/') is [var kind, _])
        {
            return (await NamesAsync(kind), true);
        }

        return command.Arguments switch
        {
            ArgumentKind.Commands => (CommandBook.All.Select(one => one.Name.Split(' ')[0]), false),
            ArgumentKind.Contexts => (terminal.Places.Clusters(), false),
            ArgumentKind.Nodes => (await NamesAsync(NodeType), false),
            ArgumentKind.Kind => (await KindsAsync(), false),
            ArgumentKind.VerbAndKind => (_arguments.Count == 0 ? Verbs : await KindsAsync(), false),
            ArgumentKind.Pods => (await NamesAsync(ResourceType.Pods), false),
            ArgumentKind.Objects when _arguments.Count == 0 => (await KindsAsync(), true),
            ArgumentKind.Objects when !_arguments[0].Contains('/', StringComparison.Ordinal) => (await NamesAsync(_arguments[0].Split(',')[0]), false),
            _ => ([], false),
        };
    }

    public Task<IEnumerable<string>> NamespacesAsync() => NamesAsync(NamespaceType);

    /// <summary>The containers of the pod that the line names.</summary>
    public async Task<IEnumerable<string>> ContainersAsync()
    {
        var named = _arguments.FirstOrDefault(argument => !argument.StartsWith("pod", StringComparison.Ordinal) || argument.Contains('/', StringComparison.Ordinal));
        if (named is null)
        {
            return [];
        }

        var api = new ClusterApi(Cluster, terminal.Places.Roads(Cluster));
        var pod = await api.ReadAsync(ResourceType.Pods.Path(Namespace, named[(named.IndexOf('/', StringComparison.Ordinal) + 1)..]), ClusterApi.Json, cancellationToken);
        return ((string[])["containers", "initContainers", "ephemeralContainers"]).SelectMany(part => LogContainers.Names(pod, part));
    }

    private string Cluster => Value("context", '\0') is { Length: > 0 } context && terminal.Places.Clusters().Contains(context) ? context : terminal.Cluster;

    private string Namespace => Value("namespace", 'n') is { Length: > 0 } ns ? ns : terminal.Namespace;

    private async Task<IEnumerable<string>> KindsAsync() => (await terminal.Places.Kinds.GetAsync(Cluster, cancellationToken)).Types
        .Where(type => type.Verbs.Contains("get") || type.Verbs.Contains("list") || command.Arguments == ArgumentKind.VerbAndKind)
        .GroupBy(type => type.Resource, StringComparer.Ordinal)
        .SelectMany(same => same.OrderBy(type => type.Group, StringComparer.Ordinal).Select((type, i) => i == 0 ? type.Resource : type.FullName));

    private async Task<IEnumerable<string>> NamesAsync(string kind) =>
        (await terminal.Places.Kinds.GetAsync(Cluster, cancellationToken)).Find(kind) is { } type ? await NamesAsync(type) : [];

    private async Task<IEnumerable<string>> NamesAsync(ResourceType type)
    {
        var api = new ClusterApi(Cluster, terminal.Places.Roads(Cluster));
        var list = await api.ReadAsync(
            type.Path(Namespace) + string.Create(CultureInfo.InvariantCulture, $"?limit={MostNames}"), Metadata, cancellationToken);
        return list.Items("items").Select(item => item.At("metadata").Text("name"));
    }

    private string Value(string name, char letter)
    {
        for (var i = 0; i < before.Length; i++)
        {
            if (before[i].StartsWith($"--{name}=", StringComparison.Ordinal))
            {
                return before[i][(name.Length + 3)..];
            }

            if (i + 1 < before.Length && (before[i] == "--" + name || (letter != '\0' && before[i] == "-" + letter)))
            {
                return before[i + 1];
            }
        }

        return "";
    }
}
