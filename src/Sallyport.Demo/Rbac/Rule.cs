using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Rbac;

/// <summary>One RBAC rule.</summary>
internal sealed record Rule(
    ImmutableArray<string> Verbs,
    ImmutableArray<string> Groups,
    ImmutableArray<string> Resources,
    ImmutableArray<string> Names,
    ImmutableArray<string> Paths)
{
    public bool Allows(AccessAttributes asked) => asked.IsResource
        ? Has(Verbs, asked.Verb) && Has(Groups, asked.Group) && HasResource(asked)
            && (Names.IsEmpty || Names.Contains(asked.Name))
        : Has(Verbs, asked.Verb) && HasPath(asked.Path);

    public static Rule Read(JsonObject rule) => new(
        [.. rule.Texts("verbs")],
        [.. rule.Texts("apiGroups")],
        [.. rule.Texts("resources")],
        [.. rule.Texts("resourceNames")],
        [.. rule.Texts("nonResourceURLs")]);

    public static ImmutableArray<Rule> ReadAll(JsonObject role) => [.. role.Items("rules").Select(Read)];

    public JsonObject ToJson()
    {
        JsonObject rule = new() { ["verbs"] = Verbs.ToJson() };
        if (!Groups.IsEmpty)
        {
            rule["apiGroups"] = Groups.ToJson();
        }

        if (!Resources.IsEmpty)
        {
            rule["resources"] = Resources.ToJson();
        }

        if (!Names.IsEmpty)
        {
            rule["resourceNames"] = Names.ToJson();
        }

        if (!Paths.IsEmpty)
        {
            rule["nonResourceURLs"] = Paths.ToJson();
        }

        return rule;
    }

    private bool HasResource(AccessAttributes asked)
    {
        foreach (string resource in Resources)
        {
            if (resource == "*" || resource == asked.FullResource
                || (asked.Subresource.Length > 0 && resource == "*/" + asked.Subresource))
            {
                return true;
            }
        }

        return false;
    }

    private bool HasPath(string path)
    {
        foreach (string allowed in Paths)
        {
            if (allowed == "*" || allowed == path
                || (allowed.EndsWith('*') && path.StartsWith(allowed.TrimEnd('*'), StringComparison.Ordinal)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Has(ImmutableArray<string> all, string one) => all.Contains("*") || all.Contains(one);
}
