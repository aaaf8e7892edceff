using System.Collections.Immutable;

namespace Sallyport.Access.Enforcement;

/// <summary>
/// The most that a group may run: for whom several settings hold at one place, their lists together. The hub decides by each
/// person's own lists; the agent holds to this.
/// </summary>
/// <param name="Group">The group's name.</param>
/// <param name="Patterns">Commands, each as <see cref="Policy.CommandPattern"/> reads it.</param>
public sealed record GroupCommands(string Group, ImmutableArray<string> Patterns);
