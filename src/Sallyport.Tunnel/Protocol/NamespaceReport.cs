namespace Sallyport.Tunnel.Protocol;

/// <summary>One line of the namespace stream: the whole set whenever it changed, or a sign of life.</summary>
/// <param name="Type"><see cref="Sync"/> or <see cref="Beat"/>.</param>
/// <param name="Namespaces">All namespaces of the cluster, with <see cref="Sync"/> alone.</param>
public sealed record NamespaceReport(string Type, IReadOnlyList<NamespaceFacts>? Namespaces = null)
{
    /// <summary>The line carries every namespace.</summary>
    public const string Sync = "SYNC";

    /// <summary>The line says only that the agent is there.</summary>
    public const string Beat = "BEAT";
}

/// <summary>A namespace as the hub needs it to evaluate selectors.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Uid">Its uid: a namespace made anew under an old name is another one.</param>
/// <param name="Labels">Its labels.</param>
public sealed record NamespaceFacts(string Name, string Uid, IReadOnlyDictionary<string, string> Labels);
