using System.Collections.Immutable;
using System.Text.Json;

namespace Sallyport.Hub.Console.Feeds.Objects;

/// <summary>One object at one moment, and what was said of it.</summary>
/// <param name="Part">How the object stands: live, blocked, its cluster away.</param>
public sealed record ObjectSnapshot(FeedPart Part)
{
    /// <summary>The whole object; undefined where it is not there, not yet, or not to be seen. Its texts are hostile until encoded.</summary>
    public JsonElement Whole { get; init; }

    /// <summary>Whether it has been looked for and is not there, or no more.</summary>
    public bool IsGone => Part.State == FeedState.Live && Whole.ValueKind == JsonValueKind.Undefined;

    /// <summary>What was said of it, the latest first.</summary>
    public ImmutableArray<ObjectEvent> Events { get; init; } = [];

    /// <summary>How the events stand.</summary>
    public required FeedPart EventsPart { get; init; }
}
