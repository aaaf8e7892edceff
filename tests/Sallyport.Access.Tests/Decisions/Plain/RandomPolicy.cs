using System.Collections.Frozen;
using System.Collections.Immutable;
using CsCheck;
using Sallyport.Access.Decisions;
using Sallyport.Access.Enforcement;
using Sallyport.Access.Policy;
using Sallyport.Access.Requests;

namespace Sallyport.Access.Tests.Decisions.Plain;

/// <summary>Policies, clusters and requests at random, from so few names that they have much to do with each other; broken parts among them.</summary>
internal static class RandomPolicy
{
    public static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private static readonly Gen<string> UserName = Gen.OneOf("ada", "bob", "cay", "dan");
    private static readonly Gen<string> GroupName = Gen.OneOf("dev", "ops", "sre", "audit", "night", "team-a", "team-b");
    private static readonly Gen<string> ClusterName = Gen.OneOf("north", "north-2", "south", "east");
    private static readonly Gen<string> NamespaceName = Gen.OneOf("shop", "shop-2", "till", "kube-system", "sallyport");
    private static readonly Gen<string> ClusterPattern = Gen.OneOf(ClusterName, Gen.OneOf("*", "north*", "?outh", "no(name"));
    private static readonly Gen<string> NamespacePattern = Gen.OneOf(NamespaceName, Gen.OneOf("*", "shop*", "ti?l"));
    private static readonly Gen<string> ClusterSelector = Gen.OneOf("", "", "env=prod", "env notin (prod)", "tier", "((");
    private static readonly Gen<string> NamespaceSelector = Gen.OneOf("", "", "team=a", "!team", "team in (a,b)");
    private static readonly Gen<string> RoleName = Gen.OneOf([.. BuiltInRoles.All.Select(role => role.Name), "reader", "writer", "gone"]);
    private static readonly Gen<DateTimeOffset?> Expiry = Gen.OneOf<DateTimeOffset?>(null, null, null, Now, Now.AddTicks(-1), Now.AddTicks(1));
    private static readonly Gen<string> Verb = Gen.OneOf("get", "list", "watch", "create", "update", "patch", "delete", "deletecollection", "odd");
    private static readonly Gen<string> Resource = Gen.OneOf("pods", "secrets", "configmaps", "nodes", "namespaces", "deployments", "rolebindings", "services", "widgets");
    private static readonly Gen<string> Subresource = Gen.OneOf("", "", "", "", "log", "exec", "attach", "portforward", "proxy", "scale", "status");

    private static readonly Gen<Scope> Place =
        from kind in Gen.OneOf(ScopeKind.Organization, ScopeKind.Project, ScopeKind.Cluster, ScopeKind.Cluster, ScopeKind.Namespace, ScopeKind.Namespace)
        from project in Gen.OneOf("one", "two", "gone")
        from clusters in ClusterPattern.Array[0, 3] from selector in ClusterSelector
        from namespaces in NamespacePattern.Array[0, 2] from labels in NamespaceSelector
        select kind switch
        {
            ScopeKind.Organization => Scope.Organization,
            ScopeKind.Project => new Scope { Kind = kind, Project = project },
            ScopeKind.Cluster => new Scope { Kind = kind, Clusters = [.. clusters], ClusterSelector = selector },
            _ => new Scope { Kind = kind, Clusters = [.. clusters], ClusterSelector = selector, Namespaces = [.. namespaces], NamespaceSelector = labels },
        };

    private static readonly Gen<PolicyRule> Rule =
        from verbs in Gen.OneOf(Verb, Gen.Const("*")).Array[1, 3]
        from resources in Gen.OneOf(Resource, Gen.OneOf("*", "*/*", "pods/exec", "pods/*", "*/scale")).Array[1, 3]
        from groups in Gen.OneOf("", "apps", "*").Array[1, 2]
        from names in Gen.OneOf("x", "y").Array[0, 1]
        select new PolicyRule { Verbs = [.. verbs], Resources = [.. resources], ApiGroups = [.. groups], ResourceNames = [.. names] };

    private static readonly PolicyRule Metrics = new() { Verbs = ["get"], NonResourceUrls = ["/metrics", "/debug/*"] };

    private static readonly Gen<Subject> SomeSubject = Gen.OneOf(
        Gen.Const(Subject.Everyone), UserName.Select(name => new Subject(SubjectKind.User, name)), GroupName.Select(name => new Subject(SubjectKind.Group, name)),
        GroupName.Select(name => new Subject(SubjectKind.Group, name)), RoleName.Select(name => new Subject(SubjectKind.Role, name)));

    public static readonly Gen<PolicyDocument> Document =
        from users in Gen.Select(UserName, GroupName.Array[0, 5], Gen.Int[0, 9]).Array[1, 5]
        from projects in Gen.Select(Gen.OneOf("one", "two"), Place.Array[0, 3]).Array[0, 2]
        from rules in Rule.Array[1, 3] from paths in Gen.Bool
        from assignments in Gen.Select(RoleName, SomeSubject, Place, Expiry).Array[0, 12]
        from settings in Gen.Select(Gen.OneOf(Capability.Secrets, Capability.Shell, Capability.PortForward), Gen.Enum<SettingLevel>(), Place, SomeSubject, Gen.Bool, Expiry).Array[0, 8]
        from guardrails in Gen.Select(Place, Rule.Array[1, 2], SomeSubject.Array[0, 2], Gen.Bool).Array[0, 4]
        select new PolicyDocument
        {
            Users = [.. users.Select(user => new PolicyUser(user.Item1, [.. user.Item2], Disabled: user.Item3 == 0))],
            Projects = [.. projects.Select(project => new Project(project.Item1, [.. project.Item2]))],
            Roles =
            [
                new Role { Name = "reader", Title = "Reader", ReadOnly = true, Rules = [new PolicyRule { Verbs = ["get", "list"], Resources = ["pods", "secrets", "pods/exec"], ApiGroups = [""] }] },
                new Role { Name = "writer", Title = "Writer", ReadOnly = false, Rules = [.. rules, .. paths ? [Metrics] : ImmutableArray<PolicyRule>.Empty] },
            ],
            Assignments = [.. assignments.Select((given, i) => new RoleAssignment($"{i:00}", given.Item1, given.Item2, given.Item3, given.Item4))],
            Settings = [.. settings.Select((set, i) => new AccessSetting($"{i:00}", set.Item1, set.Item2, set.Item3, set.Item4, set.Item5, Expires: set.Item6) { Commands = i % 2 == 0 ? ["ls"] : ["cat *"] })],
            Guardrails = [.. guardrails.Select((deny, i) => new Guardrail($"g{i}", deny.Item1, [.. deny.Item2, .. deny.Item4 ? [Metrics] : ImmutableArray<PolicyRule>.Empty], [.. deny.Item3]))],
        };

    public static readonly Gen<ClusterView> Cluster =
        from name in ClusterName from env in Gen.OneOf("", "prod", "dev") from ceiling in Gen.OneOf("admin", "read-only", "namespaced+secrets", "read-only+shell+keys-only")
        from namespaces in Gen.Select(NamespaceName, Gen.OneOf("", "a", "b")).Array[0, 5] from discovered in Gen.Bool from inside in Gen.Bool
        select new ClusterView
        {
            Name = name,
            Labels = Labels("env", env),
            Ceiling = Ceiling.Parse(ceiling),
            AgentNamespace = inside ? "sallyport" : "",
            Namespaces = namespaces.DistinctBy(pair => pair.Item1).ToFrozenDictionary(pair => pair.Item1, pair => Labels("team", pair.Item2)),
            ClusterScopedResources = discovered ? ["nodes", "namespaces", "widgets.example.com"] : [],
        };

    public static readonly Gen<KubernetesRequest> Request = Gen.OneOf(
        from verb in Verb from @group in Gen.OneOf("", "", "apps", "rbac.authorization.k8s.io", "example.com") from resource in Resource from sub in Subresource
        from ns in Gen.OneOf(NamespaceName, Gen.Const("")) from name in Gen.OneOf("", "x", "sallyport")
        select ReviewedAction.OnResource(verb, @group, "v1", resource, sub, ns, name),
        from line in Gen.OneOf(
            "GET /apis/apps/v1", "GET /metrics", "GET /debug/pprof", "GET /version", "POST /api/v1/namespaces/shop/pods/x/exec?command=ls&stdout=true",
            "POST /api/v1/namespaces/till/pods/x/exec?command=cat&command=a&stdout=true", "POST /apis/authorization.k8s.io/v1/selfsubjectaccessreviews")
        select Town.Request(line));

    public static readonly Gen<string> Who = Gen.OneOf(UserName, Gen.Const("nobody"));

    private static FrozenDictionary<string, string> Labels(string key, string value) =>
        (value.Length == 0 ? [] : new Dictionary<string, string> { [key] = value }).ToFrozenDictionary();
}
