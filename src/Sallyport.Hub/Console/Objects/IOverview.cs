using Sallyport.Hub.Console.Feeds.Kinds;

namespace Sallyport.Hub.Console.Objects;

/// <summary>What people open the page of a kind for: it stands first in the overview of its objects.</summary>
public interface IOverview
{
    /// <summary>A component with the parameters <c>Place</c> and <c>Snapshot</c>, as a tab has them.</summary>
    Type Component { get; }

    /// <summary>Whether objects of a kind have it.</summary>
    bool IsFor(ResourceType type);
}
