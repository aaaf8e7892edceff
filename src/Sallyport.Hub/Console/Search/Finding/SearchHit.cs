using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Feeds.Rows;
using Sallyport.Hub.Console.Objects;

namespace Sallyport.Hub.Console.Search.Finding;

/// <summary>An object that was found.</summary>
/// <param name="Type">Its kind.</param>
/// <param name="Row">The object. Its texts are hostile until encoded.</param>
/// <param name="Rank">How well it fits.</param>
public sealed record SearchHit(ResourceType Type, Row Row, SearchRank Rank)
{
    /// <summary>The best first; of equals, by name, the likelier kind first, and by place.</summary>
    public static IComparer<SearchHit> BestFirst { get; } = Comparer<SearchHit>.Create((one, other) =>
        one.Rank != other.Rank ? one.Rank.CompareTo(other.Rank)
        : NaturalOrder.Compare(one.Row.Name, other.Row.Name) is not 0 and var byName ? byName
        : SearchKinds.PlaceOf(one.Type) is var place && SearchKinds.PlaceOf(other.Type) is var another && place != another ? place.CompareTo(another)
        : (one.Row.Cluster, one.Row.Namespace).CompareTo((other.Row.Cluster, other.Row.Namespace)));

    /// <summary>The object's own page.</summary>
    public string Page => ObjectAddress.Page(Row.Cluster, Type.FullName, Row.Namespace, Row.Name);
}
