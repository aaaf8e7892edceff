using Sallyport.Access.Policy;

namespace Sallyport.Hub.Api.Paging;

/// <summary>Which places a list shows: those that name a project or a cluster.</summary>
internal sealed class PlaceFilter(ListQuery query)
{
    private readonly string? _project = query.Filter("project");
    private readonly string? _cluster = query.Filter("cluster");

    public bool Lets(Scope place) =>
        (_project is null || (place.Kind == ScopeKind.Project && place.Project == _project))
        && (_cluster is null || (!place.Clusters.IsDefault && place.Clusters.Any(name => Glob.Matches(name, _cluster))));
}
