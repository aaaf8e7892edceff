using System.Collections.Immutable;

namespace Sallyport.Hub.Console.Search.Finding;

/// <summary>Where a search looks, and how much it may ask.</summary>
/// <param name="Clusters">The clusters.</param>
/// <param name="Calls">How many calls it makes at most; each is decided and stands in the audit.</param>
internal sealed record SearchScope(ImmutableArray<SearchCluster> Clusters, int Calls)
{
    /// <summary>The namespaces; empty for all that one may read, and for what has none.</summary>
    public ImmutableArray<string> Namespaces { get; init; } = [];

    /// <summary>The kinds by resource and group; empty for the usual ones.</summary>
    public ImmutableArray<string> Kinds { get; init; } = [];

    /// <summary>Whether other kinds are looked through as well, custom ones first.</summary>
    public bool Others { get; init; }

    /// <summary>Whether Secrets are looked through by name.</summary>
    public bool Secrets { get; init; }
}

/// <summary>A cluster to look in.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsThere">Whether its agent is connected; one that is away is named and not asked.</param>
internal sealed record SearchCluster(string Name, bool IsThere);
