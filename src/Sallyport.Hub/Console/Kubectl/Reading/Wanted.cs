using System.Collections.Immutable;
using Sallyport.Hub.Console.Feeds.Kinds;

namespace Sallyport.Hub.Console.Kubectl.Reading;

/// <summary>What a line names: a kind, and objects of it.</summary>
/// <param name="Type">The kind.</param>
/// <param name="Names">The objects; none for all of them.</param>
internal sealed record Wanted(ResourceType Type, ImmutableArray<string> Names);
