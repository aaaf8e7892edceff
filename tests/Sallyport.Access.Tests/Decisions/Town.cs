using System.Collections.Frozen;
using Sallyport.Access.Decisions;
using Sallyport.Access.Enforcement;
using Sallyport.Access.Policy;
using Sallyport.Access.Requests;

namespace Sallyport.Access.Tests.Decisions;

/// <summary>
/// One organization for the tests: a user for each built-in role, named after it, at the scope that suits it. Cluster
/// <c>prod</c> has the namespaces shop and payments of project shop, default, kube-system, and the agent's.
/// </summary>
internal static class Town
{
    public static DateTimeOffset Now { get; } = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public static ClusterView Prod { get; } = Cluster("prod", "default", "kube-system", "payments", "sallyport", "shop") with { AgentNamespace = "sallyport" };

    public static Scope ShopProject { get; } = new() { Kind = ScopeKind.Project, Project = "shop" };

    public static PolicyDocument Document { get; } = new()
    {
        Version = 1,
        Projects =
        [
            new Project("shop", [Namespaces("prod", "shop", "payments")]),
            new Project("all-of-prod", [Clusters("prod")]),
        ],
        Users =
        [
            .. BuiltInRoles.All.Select(role => new PolicyUser(role.Name, ["staff", role.Name + "s"])),
            new PolicyUser("stranger", ["staff"]),
            new PolicyUser("whole-admin", []),
        ],
        Assignments =
        [
            Assign("organization-admin", Scope.Organization),
            Assign("organization-read-only", Scope.Organization),
            Assign("project-admin", ShopProject),
            Assign("project-read-only", ShopProject),
            Assign("namespace-admin", Namespaces("prod", "shop")),
            Assign("namespace-read-only", Namespaces("prod", "shop")),
            Assign("project-admin", new Scope { Kind = ScopeKind.Project, Project = "all-of-prod" }, "whole-admin"),
        ],
    };

    public static RoleAssignment Assign(string role, Scope scope, string? user = null) =>
        new($"{user ?? role}-{role}", role, new Subject(SubjectKind.User, user ?? role), scope);

    public static Scope Namespaces(string cluster, params string[] namespaces) =>
        new() { Kind = ScopeKind.Namespace, Clusters = cluster.Length == 0 ? [] : [cluster], Namespaces = [.. namespaces] };

    public static Scope Clusters(params string[] clusters) => new() { Kind = ScopeKind.Cluster, Clusters = [.. clusters] };

    public static Subject Group(string name) => new(SubjectKind.Group, name);

    public static Subject Role(string name) => new(SubjectKind.Role, name);

    public static AccessSetting Setting(Capability capability, bool opens, Scope? place = null, Subject? subject = null, bool locked = false) =>
        Setting(capability, opens ? SettingLevel.Open : SettingLevel.Closed, place, subject, locked);

    public static AccessSetting Setting(Capability capability, SettingLevel level, Scope? place = null, Subject? subject = null, bool locked = false) =>
        new($"{capability}-{level}-{place}-{subject}", capability, level, place ?? Scope.Organization, subject ?? Subject.Everyone, locked);

    public static PolicyDocument With(params AccessSetting[] settings) => Document with { Settings = [.. settings] };

    public static ClusterView Cluster(string name, params string[] namespaces) => new()
    {
        Name = name,
        Namespaces = namespaces.ToFrozenDictionary(
            ns => ns,
            ns => new Dictionary<string, string> { ["kubernetes.io/metadata.name"] = ns }.ToFrozenDictionary()),
        ClusterScopedResources = WellKnownResources.All
            .Where(resource => !resource.Namespaced && !resource.Resource.Contains('/'))
            .Select(resource => resource.ApiGroup.Length == 0 ? resource.Resource : $"{resource.Resource}.{resource.ApiGroup}")
            .Append("widgets.example.com")
            .ToFrozenSet(),
    };

    /// <summary>A request by its line: <c>GET /api/v1/pods</c>.</summary>
    public static KubernetesRequest Request(string line)
    {
        var space = line.IndexOf(' ');
        var parsed = RequestParser.Parse(line[..space], line[(space + 1)..]);
        return parsed.Request ?? throw new ArgumentException($"{line}: {parsed.Refusal}");
    }

    public static Decision Decide(this PolicyDocument document, string user, string line, ClusterView? cluster = null, bool mayCreate = false) =>
        AccessSnapshot.Compile(document).Decide(user, cluster ?? Prod, Request(line), Now, mayCreate);

    public static string Explain(this PolicyDocument document, string user, string line, ClusterView? cluster = null)
    {
        var snapshot = AccessSnapshot.Compile(document);
        var request = Request(line);
        return snapshot.Explain(user, cluster ?? Prod, request, snapshot.Decide(user, cluster ?? Prod, request, Now), Now);
    }
}
