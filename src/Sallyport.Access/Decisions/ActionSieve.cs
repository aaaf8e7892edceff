using System.Collections.Immutable;
using Sallyport.Access.Policy;

namespace Sallyport.Access.Decisions;

/// <summary>What rules that deny could catch, said in a few bits: see <see cref="NameSieve"/>.</summary>
internal readonly record struct ActionSieve(ulong Verbs, ulong Resources)
{
    public static ActionSieve Of(ImmutableArray<PolicyRule> rules)
    {
        var (verbs, resources) = (0UL, 0UL);
        foreach (var rule in rules)
        {
            foreach (var verb in rule.Verbs)
            {
                verbs |= verb == "*" ? NameSieve.All : NameSieve.Of(verb);
            }

            foreach (var pattern in rule.Resources)
            {
                var main = pattern.Split('/')[0];
                resources |= main == "*" ? NameSieve.All : NameSieve.Of(main);
            }
        }

        return new ActionSieve(verbs, resources);
    }

    public static ActionSieve Of(in Asked asked) => new(
        NameSieve.Of(asked.Action.Verb) | (asked.MayCreate ? NameSieve.Of("create") : 0),
        NameSieve.Of(asked.Action.Resource));
}
