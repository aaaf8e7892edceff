using System.Globalization;
using System.Text;
using Sallyport.Hub.Console.Feeds.Kinds;

namespace Sallyport.Hub.Console.Feeds.Listing;

/// <summary>Which objects a list or a watch asks for.</summary>
/// <param name="Type">Their kind.</param>
/// <param name="Namespace">Their namespace; null for all.</param>
internal sealed record ListTarget(ResourceType Type, string? Namespace)
{
    public string LabelSelector { get; init; } = "";

    public string FieldSelector { get; init; } = "";

    /// <summary>By cluster, the version that it serves the kind in, for clusters that do not know the one of <see cref="Type"/>.</summary>
    public KindResolver? Resolve { get; init; }

    public string List(ResourceType type, string query, int limit, string next)
    {
        var target = Selected(type, query).Append(CultureInfo.InvariantCulture, $"&limit={limit}");
        return (next.Length == 0 ? target : target.Append("&continue=").Append(Uri.EscapeDataString(next))).ToString();
    }

    public string Watch(ResourceType type, string query, string version, TimeSpan life) => Selected(type, query)
        .Append(CultureInfo.InvariantCulture, $"&watch=true&allowWatchBookmarks=true&timeoutSeconds={(int)life.TotalSeconds}&resourceVersion={Uri.EscapeDataString(version)}")
        .ToString();

    private StringBuilder Selected(ResourceType type, string query)
    {
        var target = new StringBuilder(type.Path(Namespace)).Append('?').Append(query);
        foreach (var (key, value) in ((string, string)[])[("labelSelector", LabelSelector), ("fieldSelector", FieldSelector)])
        {
            if (value.Length > 0)
            {
                target.Append('&').Append(key).Append('=').Append(Uri.EscapeDataString(value));
            }
        }

        return target.Replace("?&", "?");
    }
}

/// <summary>Says in which version a cluster serves a kind.</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="cancellationToken">Ends the question.</param>
/// <returns>Null where the cluster does not have it.</returns>
internal delegate ValueTask<ResourceType?> KindResolver(string cluster, CancellationToken cancellationToken);
