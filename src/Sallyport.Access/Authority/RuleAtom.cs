using System.Collections.Immutable;
using Sallyport.Access.Decisions;
using Sallyport.Access.Policy;

namespace Sallyport.Access.Authority;

/// <summary>The smallest thing that a rule allows: one verb on one pattern of resources of one API group, or on one path.</summary>
internal readonly record struct RuleAtom(string Verb, string Group, string Resource, ImmutableArray<string> Names, string Path)
{
    private static readonly ImmutableArray<string> PathVerbs = ["get", "head", "post", "put", "patch", "delete"];

    public static IEnumerable<RuleAtom> Of(PolicyRule rule) =>
        (from verb in Known(rule.Verbs, ResourceAction.Verbs)
         from apiGroup in rule.ApiGroups
         from resource in rule.Resources
         select new RuleAtom(verb, apiGroup, resource, rule.ResourceNames, ""))
        .Concat(
            from verb in Known(rule.Verbs, PathVerbs)
            from path in rule.NonResourceUrls
            select new RuleAtom(verb, "", "", [], path));

    /// <summary>Whether some of what it may match is a Secret, a shell or a port-forward.</summary>
    public bool MayNeedCapability => Path.Length == 0 &&
        (Resource.Contains('*', StringComparison.Ordinal) || CapabilityOf.Resource(Group, Parent(Resource), Child(Resource)) != Capability.None);

    /// <summary>Whether an allowing rule allows all of it.</summary>
    public bool IsAllowedBy(PolicyRule rule)
    {
        var (resource, path, names) = (Resource, Path, Names);
        return Has(rule.Verbs, Verb) && (Path.Length > 0
            ? rule.NonResourceUrls.Any(pattern => pattern == path || (pattern.EndsWith('*') && path.StartsWith(pattern[..^1], StringComparison.Ordinal)))
            : Has(rule.ApiGroups, Group) && rule.Resources.Any(pattern => Includes(pattern, resource))
                && (rule.ResourceNames.IsEmpty || (!names.IsEmpty && names.All(rule.ResourceNames.Contains))));
    }

    /// <summary>Whether a rule of exceptions takes all of it away. There <c>*</c> takes in sub-resources.</summary>
    public bool IsExceptedBy(PolicyRule rule)
    {
        var (resource, path) = (Resource, Path);
        return rule.ResourceNames.IsEmpty && Has(rule.Verbs, Verb) && (Path.Length > 0
            ? rule.NonResourceUrls.Contains(path)
            : Has(rule.ApiGroups, Group) && rule.Resources.Any(pattern => pattern == "*" || Includes(pattern, resource)));
    }

    /// <summary>Whether an exception may take some of it away.</summary>
    public bool MayMeet(RuleAtom exception) => Verb == exception.Verb && (Path.Length > 0) == (exception.Path.Length > 0) &&
        (Path.Length > 0 || (Same(Group, exception.Group) && (exception.Resource == "*" || Meet(Resource, exception.Resource))));

    public override string ToString() => Path.Length > 0 ? $"{Verb} {Path}"
        : $"{Verb} {Resource}{(Group.Length == 0 ? "" : $" of {Group}")}{(Names.IsEmpty ? "" : $" named {string.Join(", ", Names)}")}";

    private static ImmutableArray<string> Known(ImmutableArray<string> verbs, ImmutableArray<string> known) => verbs.Contains("*") ? known : verbs;

    private static bool Has(ImmutableArray<string> values, string value) => values.Contains(value) || values.Contains("*");

    private static bool Includes(string wide, string narrow) => wide == narrow || (HasChild(narrow)
        ? HasChild(wide) && Parent(wide) is var parent && (parent == "*" || parent == Parent(narrow)) && (Child(wide) == "*" || Child(wide) == Child(narrow))
        : wide == "*");

    private static bool Meet(string one, string other) =>
        HasChild(one) == HasChild(other) && Same(Parent(one), Parent(other)) && Same(Child(one), Child(other));

    private static bool Same(string one, string other) => one == other || one == "*" || other == "*";

    private static bool HasChild(string resource) => resource.Contains('/', StringComparison.Ordinal);

    private static string Parent(string resource) => resource.Split('/', 2)[0];

    private static string Child(string resource) => resource.Split('/', 2) is [_, var child] ? child : "";
}
