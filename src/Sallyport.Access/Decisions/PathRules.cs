using System.Collections.Immutable;
using Sallyport.Access.Policy;

namespace Sallyport.Access.Decisions;

/// <summary>Rules about paths that are not resources, such as <c>/metrics</c>.</summary>
internal static class PathRules
{
    public static bool Allow(Role role, string verb, string path) => Any(role.Rules, verb, path) && !Any(role.Except, verb, path);

    public static bool Catch(Guardrail guardrail, string verb, string path) => Any(guardrail.Rules, verb, path);

    private static bool Any(ImmutableArray<PolicyRule> rules, string verb, string path)
    {
        foreach (var rule in rules)
        {
            if (HasVerb(rule.Verbs, verb) && HasPath(rule.NonResourceUrls, path))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasVerb(ImmutableArray<string> verbs, string verb)
    {
        foreach (var candidate in verbs)
        {
            if (candidate == verb || candidate == "*")
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasPath(ImmutableArray<string> patterns, string path)
    {
        foreach (var pattern in patterns)
        {
            if (pattern == path || (pattern.EndsWith('*') && path.AsSpan().StartsWith(pattern.AsSpan(0, pattern.Length - 1), StringComparison.Ordinal)))
            {
                return true;
            }
        }

        return false;
    }
}
