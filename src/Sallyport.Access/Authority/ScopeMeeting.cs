using System.Collections.Immutable;
using Sallyport.Access.Policy;

namespace Sallyport.Access.Authority;

/// <summary>Whether two scopes may have a place in common. By their names alone: labels may come to match at any time.</summary>
internal static class ScopeMeeting
{
    public static bool MayMeet(this ImmutableArray<Project> projects, Scope one, Scope other)
    {
        var others = Parts(projects, other);
        return Parts(projects, one).Any(part => others.Any(otherPart => MayMeet(part, otherPart)));
    }

    private static ImmutableArray<Scope> Parts(ImmutableArray<Project> projects, Scope scope) => scope.Kind == ScopeKind.Project
        ? [.. projects.Where(project => project.Name == scope.Project).SelectMany(project => project.Scopes)]
        : [scope];

    private static bool MayMeet(Scope one, Scope other) =>
        one.Kind == ScopeKind.Organization || other.Kind == ScopeKind.Organization || (
            MayMeet(one.Clusters, other.Clusters)
            && (one.Kind != ScopeKind.Namespace || other.Kind != ScopeKind.Namespace || MayMeet(one.Namespaces, other.Namespaces)));

    private static bool MayMeet(ImmutableArray<string> some, ImmutableArray<string> others) =>
        some.IsDefaultOrEmpty || others.IsDefaultOrEmpty || some.Any(name => others.Any(other => MayMeet(name, other)));

    private static bool MayMeet(string name, string other) =>
        (Glob.IsPattern(name) && Glob.IsPattern(other)) || Glob.Matches(name, other) || Glob.Matches(other, name);
}
