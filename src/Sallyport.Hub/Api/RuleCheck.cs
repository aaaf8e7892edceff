using System.Text.RegularExpressions;

namespace Sallyport.Hub.Api;

/// <summary>Whether rules that came in say something that a request can meet: a rule that never matches is a mistake, above all in a deny.</summary>
internal static partial class RuleCheck
{
    private static readonly string[] ResourceVerbs = ["*", "get", "list", "watch", "create", "update", "patch", "delete", "deletecollection"];
    private static readonly string[] PathVerbs = ["*", "get", "head", "post", "put", "patch", "delete"];

    public static void Check(Validity validity, string what, IReadOnlyList<RuleModel> rules)
    {
        for (var i = 0; i < rules.Count; i++)
        {
            var name = $"{what}[{i}]";
            using var at = validity.Under($"{what}/{i}");
            if (rules[i] is not { } rule || Lists(rule).Any(list => list.Contains(null)))
            {
                validity.Demand(false, $"{name} has null where a rule or a text belongs.");
            }
            else if (rule.NonResourceUrls is { Count: > 0 } paths)
            {
                Paths(validity, name, rule, paths);
            }
            else
            {
                Resources(validity, name, rule);
            }
        }
    }

    private static void Resources(Validity validity, string name, RuleModel rule)
    {
        validity.Demand(rule.ApiGroups is { Count: > 0 }, $"{name} names no apiGroups: \"\" is the core group, \"*\" any.");
        validity.Demand(rule.Resources is { Count: > 0 }, $"{name} names no resources.");
        Verbs(validity, name, rule, ResourceVerbs);
        foreach (var group in rule.ApiGroups ?? [])
        {
            validity.Demand(group == "*" || Group().IsMatch(group), $"{name} has no API group \"{Plain(group)}\": \"\" is the core group, \"*\" any.");
        }

        foreach (var resource in rule.Resources ?? [])
        {
            validity.Demand(Resource().IsMatch(resource), $"{name} has no resource \"{Plain(resource)}\": as pods, pods/log, * or */scale, without the API group.");
        }

        foreach (var resource in rule.ResourceNames ?? [])
        {
            validity.Demand(resource.Length is > 0 and <= 253 && !resource.Contains('*', StringComparison.Ordinal), $"{name} has no name \"{Plain(resource)}\": resourceNames are whole names.");
        }
    }

    private static void Paths(Validity validity, string name, RuleModel rule, IReadOnlyList<string> paths)
    {
        validity.Demand(
            rule is { ApiGroups: null or { Count: 0 }, Resources: null or { Count: 0 }, ResourceNames: null or { Count: 0 } },
            $"{name} speaks of resources or of nonResourceURLs; not of both.");
        Verbs(validity, name, rule, PathVerbs);
        foreach (var path in paths)
        {
            validity.Demand(path == "*" || Path().IsMatch(path), $"{name} has no path \"{Plain(path)}\": as /metrics or /metrics/*.");
        }
    }

    private static void Verbs(Validity validity, string name, RuleModel rule, string[] known)
    {
        validity.Demand(rule.Verbs.Count > 0, $"{name} names no verbs.");
        foreach (var verb in rule.Verbs.Except(known, StringComparer.Ordinal))
        {
            validity.Demand(false, $"{name} has no verb \"{Plain(verb)}\": there are {string.Join(", ", known)}.");
        }
    }

    private static IEnumerable<IReadOnlyList<string?>> Lists(RuleModel rule) =>
        [rule.Verbs, rule.ApiGroups ?? [], rule.Resources ?? [], rule.ResourceNames ?? [], rule.NonResourceUrls ?? []];

    private static string Plain(string text) => string.Concat(text.Take(80).Where(c => !char.IsControl(c)));

    [GeneratedRegex(@"^[a-z0-9.-]{0,253}\z")]
    private static partial Regex Group();

    [GeneratedRegex(@"^(\*|[a-z0-9.-]{1,253})(/(\*|[a-z0-9._-]{1,253}))?\z")]
    private static partial Regex Resource();

    [GeneratedRegex(@"^/[A-Za-z0-9._/-]{0,253}\*?\z")]
    private static partial Regex Path();
}
