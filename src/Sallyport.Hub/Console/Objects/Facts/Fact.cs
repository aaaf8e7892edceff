using Sallyport.Hub.Console.Feeds.Rows;

namespace Sallyport.Hub.Console.Objects.Facts;

/// <summary>One thing that people open an object's page for.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Text">What is so. It comes from the cluster, and is hostile until encoded.</param>
public sealed record Fact(string Name, string Text)
{
    /// <summary>Where the text leads; empty for nowhere.</summary>
    public string Href { get; init; } = "";

    /// <summary>Whether it is good or bad; none where it is neither.</summary>
    public Health Health { get; init; }

    /// <summary>Since when, or at what time, in place of the text.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Whether it is a name that people copy.</summary>
    public bool IsName { get; init; }
}
