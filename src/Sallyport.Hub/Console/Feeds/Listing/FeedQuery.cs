using System.Collections.Immutable;
using Sallyport.Hub.Console.Feeds.Kinds;

namespace Sallyport.Hub.Console.Feeds.Listing;

/// <summary>Which objects a table shows.</summary>
/// <param name="Type">Their kind.</param>
/// <param name="Clusters">The clusters they are looked for in.</param>
public sealed record FeedQuery(ResourceType Type, ImmutableArray<string> Clusters)
{
    /// <summary>The namespaces they are looked for in; empty for all that the user may read.</summary>
    public ImmutableArray<string> Namespaces { get; init; } = [];

    /// <summary>A label selector in Kubernetes' grammar, such as <c>app=web,tier!=cache</c>; empty for all.</summary>
    public string LabelSelector { get; init; } = "";

    /// <summary>A field selector, such as <c>spec.nodeName=worker-1</c>; empty for all.</summary>
    public string FieldSelector { get; init; } = "";
}
