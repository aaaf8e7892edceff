using Sallyport.Hub.Api;

namespace Sallyport.Hub.Console.Administration.Forms;

/// <summary>A Kubernetes rule as somebody types it. What is wrong with it the API says.</summary>
public sealed class RuleDraft
{
    /// <summary>What people type for the core group, whose name is empty.</summary>
    public const string Core = "core";

    /// <summary>The verbs that resources know.</summary>
    public static IReadOnlyList<string> ResourceVerbs { get; } = ["get", "list", "watch", "create", "update", "patch", "delete", "deletecollection", "*"];

    /// <summary>The verbs that read, which alone cluster-scoped rules take.</summary>
    public static IReadOnlyList<string> ReadVerbs { get; } = ["get", "list", "watch"];

    /// <summary>The verbs that paths know.</summary>
    public static IReadOnlyList<string> PathVerbs { get; } = ["get", "head", "post", "put", "patch", "delete", "*"];

    /// <summary>Whether it is about paths, and not about resources.</summary>
    public bool IsOfPaths { get; set; }

    /// <summary>API groups, with commas or spaces between them; <see cref="Core"/> is the core group.</summary>
    public string Groups { get; set; } = Core;

    /// <summary>Resources, with commas or spaces between them.</summary>
    public string Resources { get; set; } = "";

    /// <summary>Whole names of objects; empty for any.</summary>
    public string Names { get; set; } = "";

    /// <summary>Paths, with commas or spaces between them.</summary>
    public string Paths { get; set; } = "";

    /// <summary>What may be done.</summary>
    public HashSet<string> Verbs { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether enough is typed to ask what it would change.</summary>
    public bool IsWhole => Verbs.Count > 0 && (IsOfPaths ? Paths : Resources).Trim().Length > 0;

    /// <summary>A rule that is there, to be changed.</summary>
    public static RuleDraft Of(RuleModel rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var draft = new RuleDraft
        {
            IsOfPaths = rule.NonResourceUrls is { Count: > 0 },
            Groups = string.Join(", ", (rule.ApiGroups ?? []).Select(group => group.Length == 0 ? Core : group)),
            Resources = string.Join(", ", rule.Resources ?? []),
            Names = string.Join(", ", rule.ResourceNames ?? []),
            Paths = string.Join(", ", rule.NonResourceUrls ?? []),
        };
        draft.Verbs.UnionWith(rule.Verbs);
        return draft;
    }

    /// <summary>The rule; what its kind does not have is left out of it.</summary>
    public RuleModel ToRule()
    {
        IReadOnlyList<string> verbs = [.. (IsOfPaths ? PathVerbs : ResourceVerbs).Where(Verbs.Contains)];
        return IsOfPaths
            ? new RuleModel(verbs, NonResourceUrls: [.. ScopeDraft.Names(Paths)])
            : new RuleModel(
                verbs,
                [.. ScopeDraft.Names(Groups).Select(group => group is Core or "\"\"" ? "" : group)],
                [.. ScopeDraft.Names(Resources)],
                ScopeDraft.Names(Names).ToArray() is { Length: > 0 } names ? names : null);
    }
}
