using System.Collections.Frozen;
using System.Collections.Immutable;
using Sallyport.Access.Policy;
using Sallyport.Access.Requests;

namespace Sallyport.Access.Enforcement;

/// <summary>What the groups of a wanted set may run, ready to be asked.</summary>
public sealed class CommandLists
{
    private readonly FrozenDictionary<string, ImmutableArray<CommandPattern>> _patterns;

    private CommandLists(FrozenDictionary<string, ImmutableArray<CommandPattern>> patterns) => _patterns = patterns;

    /// <summary>No group may run anything.</summary>
    public static CommandLists None { get; } = new(FrozenDictionary<string, ImmutableArray<CommandPattern>>.Empty);

    /// <summary>Reads lists as they come; a pattern that cannot be read lists nothing.</summary>
    public static CommandLists From(ImmutableArray<GroupCommands> groups) => groups.IsDefaultOrEmpty
        ? None
        : new(groups
            .Where(group => group is { Group: not null, Patterns.IsDefault: false })
            .GroupBy(group => group.Group, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => Read(group.SelectMany(one => one.Patterns)), StringComparer.Ordinal));

    /// <summary>These lists, and of the others those of the named groups that these do not speak of.</summary>
    public CommandLists With(CommandLists others, IReadOnlyCollection<string> groups)
    {
        ArgumentNullException.ThrowIfNull(others);
        var kept = others._patterns.Where(list => groups.Contains(list.Key) && !_patterns.ContainsKey(list.Key)).ToList();
        return kept.Count == 0 ? this : new(_patterns.Concat(kept).ToFrozenDictionary(StringComparer.Ordinal));
    }

    /// <summary>Whether a group may run what an exec asks for: a listed command, without a terminal and without input.</summary>
    public bool Allow(string group, ExecRequest? exec)
    {
        if (exec is not { Stdin: false, Tty: false } || !_patterns.TryGetValue(group, out var patterns))
        {
            return false;
        }

        foreach (var pattern in patterns)
        {
            if (pattern.Matches(exec.Command))
            {
                return true;
            }
        }

        return false;
    }

    private static ImmutableArray<CommandPattern> Read(IEnumerable<string> patterns) =>
    [
        .. patterns.Select(text => text is not null && CommandPattern.TryParse(text, out var pattern, out _) ? pattern : null).OfType<CommandPattern>(),
    ];
}
