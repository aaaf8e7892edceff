namespace Sallyport.Cli.Kubeconfigs;

/// <summary>One of a kubeconfig's three lists.</summary>
/// <param name="List">The list's key.</param>
/// <param name="Item">The key of an entry's content, beside its <c>name</c>.</param>
internal sealed record KubeconfigSection(string List, string Item)
{
    public static readonly KubeconfigSection Clusters = new("clusters", "cluster");
    public static readonly KubeconfigSection Contexts = new("contexts", "context");
    public static readonly KubeconfigSection Users = new("users", "user");

    /// <summary>In the order in which a new file has them.</summary>
    public static readonly KubeconfigSection[] All = [Clusters, Contexts, Users];
}
