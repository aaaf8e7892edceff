using System.Collections.Immutable;
using Sallyport.Access.Decisions;
using Sallyport.Access.Policy;

namespace Sallyport.Access.Enforcement;

/// <summary>Gathers (resource, verb) pairs and writes them as few rules, always in the same order.</summary>
internal sealed class RuleSet
{
    private readonly SortedDictionary<(string Group, string Names), SortedDictionary<string, HashSet<string>>> _resources = [];

    public void Add(string group, string resource, ImmutableArray<string> names, string verb)
    {
        var key = (group, string.Join(',', names));
        if (!_resources.TryGetValue(key, out var resources))
        {
            _resources[key] = resources = new SortedDictionary<string, HashSet<string>>(StringComparer.Ordinal);
        }

        if (!resources.TryGetValue(resource, out var verbs))
        {
            resources[resource] = verbs = new HashSet<string>(StringComparer.Ordinal);
        }

        verbs.Add(verb);
    }

    /// <summary>One rule for the resources of a group that have the same names and verbs.</summary>
    public ImmutableArray<PolicyRule> Build() =>
    [
        .. from entry in _resources
           from alike in entry.Value.GroupBy(resource => string.Join(' ', ResourceAction.Verbs.Where(resource.Value.Contains)))
           select new PolicyRule
           {
               ApiGroups = [entry.Key.Group],
               Resources = [.. alike.Select(resource => resource.Key)],
               ResourceNames = entry.Key.Names.Length == 0 ? [] : [.. entry.Key.Names.Split(',')],
               Verbs = [.. alike.Key.Split(' ')],
           },
    ];
}
