using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Feeds.Objects;

namespace Sallyport.Hub.Console.Objects;

/// <summary>A tab on the page of an object. Whoever registers one has it shown wherever it fits.</summary>
public interface IDetailTab
{
    /// <summary>What it is called in addresses.</summary>
    string Key { get; }

    /// <summary>What it is called.</summary>
    string Name { get; }

    /// <summary>The key that opens it; null for none.</summary>
    char? Letter { get; }

    /// <summary>Where it stands among the others; lower is further left. Overview is 0, Events 10, Logs 20, Shell 30, YAML 40, Related 50.</summary>
    int Order { get; }

    /// <summary>What it shows: a component with the parameters <c>Place</c>, an <see cref="ObjectPlace"/>, and <c>Snapshot</c>, an <see cref="ObjectSnapshot"/>.</summary>
    Type Component { get; }

    /// <summary>Whether objects of a kind have it.</summary>
    bool IsFor(ResourceType type);

    /// <summary>Whether what it shows is closed to the visitor: it wears a lock then, and opens all the same, to say why.</summary>
    /// <param name="page">The services of the visitor's page.</param>
    /// <param name="place">The object.</param>
    ValueTask<bool> IsLockedAsync(IServiceProvider page, ObjectPlace place) => new(false);
}
