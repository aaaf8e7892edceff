using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Objects;

namespace Sallyport.Hub.Console.Graphs;

/// <summary>The part of an overview that draws what an object uses.</summary>
internal sealed class UseOverviewPart : IOverview
{
    public Type Component => typeof(UseOverview);

    public bool IsFor(ResourceType type) => UseSubject.Has(type);
}
