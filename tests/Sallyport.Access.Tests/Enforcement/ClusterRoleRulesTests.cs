using System.Collections.Immutable;
using Sallyport.Access.Decisions;
using Sallyport.Access.Enforcement;
using Sallyport.Access.Policy;
using Sallyport.Access.Tests.Decisions;

namespace Sallyport.Access.Tests.Enforcement;

/// <summary>What the cluster itself is told: spelled out, narrow, and never more than the hub would allow.</summary>
public sealed class ClusterRoleRulesTests
{
    private static readonly ImmutableArray<string> Hostile =
    [
        "exec", "attach", "portforward", "proxy", "ephemeralcontainers", "token", "binding", "approval", "finalize", "console", "vnc", "ssh", "usbredir", "secrets",
    ];

    /// <summary>Kubernetes' own resources, and a cluster full of what custom ones could bring.</summary>
    private static readonly ImmutableArray<DiscoveredResource> Discovered =
    [
        .. WellKnownResources.All,
        .. Hostile.SelectMany(sub => new[] { Custom($"gadgets/{sub}", true), Custom($"widgets/{sub}", false) }),
        Custom("gadgets", true), Custom("gadgets/status", true), Custom("gadgets/scale", true), Custom("gadgets/unheard", true),
        Custom("widgets", false), Custom("widgets/status", false), Custom("*", true), Custom("*/*", true), Custom("pods/exec/x", true),
        new("custom.metrics.k8s.io", "pods/http_requests", true, ["get"]),
    ];

    public static TheoryData<string> Roles { get; } = [.. BuiltInRoles.All.Select(role => role.Name)];

    [Theory]
    [MemberData(nameof(Roles))]
    [CatalogueRow(172)]
    public void Expand_AnyRoleAndVariant_NamesResourcesAndNeverAWildcard(string name)
    {
        foreach (var rule in Every(name, Ceiling.Admin))
        {
            rule.Resources.Should().NotContain(resource => resource.Contains('*') || resource.Split('/').Length > 2);
            rule.Verbs.Should().NotContain(verb => verb == "*" || verb == "escalate" || verb == "bind" || verb == "impersonate");
            rule.ApiGroups.Should().NotContain("*");
        }
    }

    [Theory]
    [InlineData("organization-read-only")]
    [InlineData("project-read-only")]
    [InlineData("namespace-read-only")]
    [CatalogueRow(172)]
    public void Expand_ReadOnlyBase_ReadsEverythingButWhatIsDangerous(string name)
    {
        var pairs = Pairs(Expand(name, GroupVariant.Base));

        pairs.Select(pair => pair.Verb).Distinct().Should().BeEquivalentTo("get", "list", "watch");
        pairs.Select(pair => pair.Resource).Should().NotContain(resource => Hostile.Any(sub => resource.EndsWith("/" + sub))).And.NotContain("secrets");
        pairs.Should().Contain(("", "pods/log", "get")).And.Contain(("example.com", "gadgets", "watch")).And.Contain(("example.com", "gadgets/status", "get"))
            .And.Contain(("", "namespaces", "get")).And.Contain(("custom.metrics.k8s.io", "pods/http_requests", "get"));
        pairs.Should().NotContain(pair => pair.Resource == "gadgets/unheard");
    }

    [Theory]
    [InlineData(GroupVariant.Secrets, "/secrets:get /secrets:list /secrets:watch")]
    [InlineData(GroupVariant.KeysOnly, "/secrets:get /secrets:list /secrets:watch")]
    [InlineData(GroupVariant.Commands, "/pods/exec:create /pods/exec:get")]
    [InlineData(GroupVariant.Shell, "/pods/attach:create /pods/attach:get /pods/exec:create /pods/exec:get")]
    [InlineData(GroupVariant.PortForward, "/pods/portforward:create /pods/portforward:get")]
    public void Expand_ReadOnlyCapability_HasThatCapabilityAlone(GroupVariant variant, string expected) =>
        Words(Expand("project-read-only", variant)).Should().Be(expected);

    [Fact]
    public void Expand_ClusterReads_ReadsNodesAndTheLikeAndListsNamespaces() =>
        Words(Expand("namespace-read-only", GroupVariant.ClusterReads)).Should().Be(
            "/namespaces:list /namespaces:watch /nodes/status:get /nodes:get /nodes:list /nodes:watch /persistentvolumes/status:get /persistentvolumes:get " +
            "/persistentvolumes:list /persistentvolumes:watch apiextensions.k8s.io/customresourcedefinitions/status:get " +
            "apiextensions.k8s.io/customresourcedefinitions:get apiextensions.k8s.io/customresourcedefinitions:list " +
            "apiextensions.k8s.io/customresourcedefinitions:watch metrics.k8s.io/nodes:get metrics.k8s.io/nodes:list " +
            "scheduling.k8s.io/priorityclasses:get scheduling.k8s.io/priorityclasses:list scheduling.k8s.io/priorityclasses:watch " +
            "storage.k8s.io/storageclasses:get storage.k8s.io/storageclasses:list storage.k8s.io/storageclasses:watch");

    [Theory]
    [InlineData("project-admin")]
    [InlineData("namespace-admin")]
    public void Expand_AdminBelowTheOrganization_WritesNamespacedObjectsAlone(string name)
    {
        var written = Pairs(Expand(name, GroupVariant.Base)).Where(pair => pair.Verb is not ("get" or "list" or "watch")).ToArray();

        written.Should().Contain(("apps", "deployments", "patch")).And.Contain(("apps", "deployments/scale", "update")).And.Contain(("example.com", "gadgets", "create"))
            .And.Contain(("", "pods/eviction", "create"));
        written.Should().NotContain(pair => pair.Group.EndsWith("rbac.authorization.k8s.io") || pair.Group == "admissionregistration.k8s.io" ||
            pair.Resource.StartsWith("nodes") || pair.Resource.StartsWith("namespaces") || pair.Resource.StartsWith("persistentvolumes/") ||
            pair.Resource == "persistentvolumes" || pair.Resource == "widgets" || pair.Resource.EndsWith("/token") || pair.Resource.EndsWith("/status"));
        Pairs(Every(name, Ceiling.Admin)).Should().NotContain(pair => pair.Resource == "serviceaccounts/token" || pair.Resource == "nodes/proxy");
    }

    [Fact]
    public void Expand_OrganizationAdminEverything_HoldsWhatRolesCanName()
    {
        var held = Pairs(Expand("organization-admin", GroupVariant.Everything)).ToHashSet();

        held.Should().Contain(("", "pods/log", "watch")).And.Contain(("", "nodes/metrics", "get")).And.Contain(("extensions", "deployments", "list"));
        foreach (var resource in WellKnownResources.All)
        {
            foreach (var verb in resource.Verbs)
            {
                held.Should().Contain((resource.ApiGroup, resource.Resource, verb));
            }
        }
    }

    [Fact]
    public void Expand_VerbsThatDiscoveryDoesNotList_AreLeftOut() =>
        Words(ClusterRoleRules.Expand(Role("organization-admin"), GroupVariant.Base, [new("x.io", "things", true, ["get", "frob", "*"])], Ceiling.Admin))
            .Should().StartWith("x.io/things:get").And.NotContain("frob");

    [Fact]
    public void Expand_RulesOfNamedObjects_KeepTheNames()
    {
        var role = new Role
        {
            Name = "one-map", Title = "One map", ReadOnly = true,
            Rules = [new PolicyRule { ApiGroups = [""], Resources = ["configmaps"], ResourceNames = ["a", "b"], Verbs = ["get"] }],
        };

        ClusterRoleRules.Expand(role, GroupVariant.Base, Discovered, Ceiling.Admin).Should().ContainSingle().Which.ResourceNames.Should().Equal("a", "b");
    }

    [Fact]
    public void Expand_AnExceptionByName_TakesThatNameAloneOutOfTheGroup()
    {
        var role = new Role
        {
            Name = "reader",
            Title = "Reader",
            ReadOnly = true,
            Rules = [new PolicyRule { ApiGroups = [""], Resources = ["configmaps"], ResourceNames = ["a", "b", "c"], Verbs = ["get"] }],
            Except = [new PolicyRule { ApiGroups = [""], Resources = ["configmaps"], ResourceNames = ["b"], Verbs = ["*"] }],
        };

        ClusterRoleRules.Expand(role, GroupVariant.Base, Discovered, Ceiling.Admin).Should().ContainSingle().Which.ResourceNames.Should().Equal("a", "c");
    }

    [Theory]
    [MemberData(nameof(Roles))]
    public void Expand_BelowACeiling_GivesNothingThatTheCeilingRefuses(string name)
    {
        var readOnly = Pairs(Every(name, Ceiling.Parse("read-only")));
        readOnly.Should().OnlyContain(pair => pair.Verb == "get" || pair.Verb == "list" || pair.Verb == "watch");
        readOnly.Should().NotContain(pair => pair.Resource == "secrets" || Hostile.Any(sub => pair.Resource.EndsWith("/" + sub)));
        Pairs(Every(name, Ceiling.Parse("namespaced"))).Should().NotContain(pair =>
            pair.Resource == "secrets" || pair.Resource == "pods/exec" || (pair.Group == "rbac.authorization.k8s.io" && pair.Verb != "get" && pair.Verb != "list" && pair.Verb != "watch"));
    }

    [Theory]
    [MemberData(nameof(Roles))]
    public void Expand_WhatAGroupHolds_TheHubWouldAllowToo(string name)
    {
        var document = Town.With(
            Town.Setting(Capability.Secrets, true), Town.Setting(Capability.Shell, true), Town.Setting(Capability.PortForward, true)) with
        {
            Assignments = [Town.Assign(name, Scope.Organization)],
        };
        var snapshot = AccessSnapshot.Compile(document);
        foreach (var (group, resource, verb) in Pairs(Every(name, Ceiling.Admin)).Where(pair => pair.Resource != "nodes/proxy"))
        {
            var known = Discovered.Concat(UnlistedResources.All).First(candidate => candidate.ApiGroup == group && candidate.Resource == resource);
            var parts = resource.Split('/');
            var request = Access.Requests.ReviewedAction.OnResource(
                verb, group, "v1", parts[0], parts.ElementAtOrDefault(1) ?? "", known.Namespaced ? "shop" : "", verb is "create" or "deletecollection" ? "" : "x");
            snapshot.Decide(name, Town.Prod, request, Town.Now).Allowed
                .Should().Be(!(group == "rbac.authorization.k8s.io" && verb == "deletecollection"), $"{verb} {resource}.{group}");
        }
    }

    private static DiscoveredResource Custom(string resource, bool namespaced) =>
        new("example.com", resource, namespaced, ["get", "list", "watch", "create", "update", "patch", "delete", "deletecollection"]);

    private static Role Role(string name) => BuiltInRoles.Find(name)!;

    private static ImmutableArray<PolicyRule> Expand(string name, GroupVariant variant) => ClusterRoleRules.Expand(Role(name), variant, Discovered, Ceiling.Admin);

    private static IEnumerable<PolicyRule> Every(string name, Ceiling ceiling) =>
        Enum.GetValues<GroupVariant>().Where(variant => variant != GroupVariant.Member)
            .SelectMany(variant => ClusterRoleRules.Expand(Role(name), variant, Discovered, ceiling));

    private static (string Group, string Resource, string Verb)[] Pairs(IEnumerable<PolicyRule> rules) =>
    [
        .. from rule in rules from resource in rule.Resources from verb in rule.Verbs select (rule.ApiGroups[0], resource, verb),
    ];

    private static string Words(IEnumerable<PolicyRule> rules) =>
        string.Join(' ', Pairs(rules).Select(pair => $"{pair.Group}/{pair.Resource}:{pair.Verb}").Order(StringComparer.Ordinal));
}
