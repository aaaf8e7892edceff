using Sallyport.Access.Decisions;
using Sallyport.Access.Enforcement;
using Sallyport.Access.Policy;
using Sallyport.Access.Requests;
using static Sallyport.Access.Tests.Decisions.Town;

namespace Sallyport.Access.Tests.Decisions;

/// <summary>The groups a cluster is told of: all that a decision can name there, and no variant that no setting allows.</summary>
public sealed class WantedSetTests
{
    [Fact]
    public void WantedFor_OneNamespaceRole_NamesItsPlaces() =>
        Groups(Document with { Assignments = [Assign("project-read-only", ShopProject)] }).Should().Equal(
            "sallyport:member",
            "sallyport:project-read-only:1:base:ns:payments",
            "sallyport:project-read-only:1:base:ns:shop",
            "sallyport:project-read-only:1:cluster-reads:cluster");

    [Fact]
    public void WantedFor_ASettingForOneNamespace_AddsThatVariantThereAlone() =>
        Groups(With(Setting(Capability.Shell, true, Namespaces("", "shop"))) with { Assignments = [Assign("organization-read-only", Scope.Organization)] })
            .Should().Equal(
                "sallyport:member",
                "sallyport:organization-read-only:1:base:cluster",
                "sallyport:organization-read-only:1:cluster-reads:cluster",
                "sallyport:organization-read-only:1:shell:ns:shop");

    [Fact]
    public void WantedFor_AnAdmin_NeedsNoSetting() =>
        Groups(Document with { Assignments = [Assign("organization-admin", Scope.Organization)] }).Should().Equal(
            "sallyport:member",
            "sallyport:organization-admin:1:base:cluster",
            "sallyport:organization-admin:1:everything:cluster",
            "sallyport:organization-admin:1:port-forward:cluster",
            "sallyport:organization-admin:1:secrets:cluster",
            "sallyport:organization-admin:1:shell:cluster");

    [Fact]
    public void WantedFor_BelowACeiling_LeavesOutWhatItCuts() =>
        Groups(Document with { Assignments = [Assign("namespace-admin", Namespaces("prod", "shop"))] }, Prod with { Ceiling = Ceiling.Parse("namespaced+shell") })
            .Should().Equal(
                "sallyport:member",
                "sallyport:namespace-admin:1:base:ns:shop",
                "sallyport:namespace-admin:1:cluster-reads:cluster",
                "sallyport:namespace-admin:1:shell:ns:shop");

    [Fact]
    public void WantedFor_AnotherCluster_WantsNothingOfTheseProjects() =>
        Groups(Document with { Assignments = [Assign("project-admin", ShopProject)] }, Cluster("test", "shop")).Should().BeEmpty();

    [Fact]
    public void Fingerprint_OfTheSamePolicy_IsTheSame()
    {
        Wanted(Document, Prod).Fingerprint().Should().Be(Wanted(Document with { Version = 2 }, Prod with { }).Fingerprint());
        Wanted(Document, Prod).Fingerprint().Should().NotBe(Wanted(With(Setting(Capability.Secrets, true)), Prod).Fingerprint());
        Wanted(Document, Prod).Fingerprint().Should().NotBe(Wanted(Document, Cluster("prod", "shop")).Fingerprint());
    }

    public static TheoryData<string> Settings { get; } = ["none", "open", "open but one", "closed but one", "for a group"];

    [Theory]
    [MemberData(nameof(Settings))]
    public void WantedFor_WhateverADecisionNames_IsThere(string which)
    {
        Capability[] all = [Capability.Secrets, Capability.Shell, Capability.PortForward];
        AccessSetting[] settings = which switch
        {
            "open" => [.. all.Select(capability => Setting(capability, true))],
            "open but one" => [.. all.SelectMany(capability => new[] { Setting(capability, true), Setting(capability, false, Namespaces("", "payments")) })],
            "closed but one" => [.. all.Select(capability => Setting(capability, true, Namespaces("", "shop")))],
            "for a group" => [.. all.Select(capability => Setting(capability, true, ShopProject, Group("namespace-read-onlys")))],
            _ => [],
        };
        var snapshot = AccessSnapshot.Compile(With(settings));
        var wanted = snapshot.WantedFor(Prod, "e", 1, Now).Groups.ToHashSet();
        var used = new HashSet<ImpersonatedGroup>();

        foreach (var user in Document.Users)
        {
            foreach (var request in EveryAction())
            {
                var decision = snapshot.Decide(user.Name, Prod, request, Now);
                if (decision.Allowed)
                {
                    wanted.Should().Contain(decision.Group, $"{user.Name} {request.Verb} {request.Resource}/{request.Subresource} in {request.Namespace}");
                    used.Add(decision.Group);
                }
            }
        }

        // Nor is there a capability's group that nobody can use.
        wanted.Where(group => group.Variant is GroupVariant.Secrets or GroupVariant.Shell or GroupVariant.PortForward)
            .Should().BeSubsetOf(used.Concat(wanted.Where(group => group.Role.EndsWith("-admin", StringComparison.Ordinal))));
    }

    private static IEnumerable<KubernetesRequest> EveryAction() =>
        from resource in WellKnownResources.All
        from verb in resource.Verbs
        from ns in resource.Namespaced ? Prod.Namespaces.Keys.Append("") : [""]
        let parts = resource.Resource.Split('/')
        select ReviewedAction.OnResource(verb, resource.ApiGroup, "v1", parts[0], parts.ElementAtOrDefault(1) ?? "", ns, "");

    private static WantedSet Wanted(PolicyDocument document, ClusterView cluster) => AccessSnapshot.Compile(document).WantedFor(cluster, "epoch", 1, Now);

    private static IEnumerable<string> Groups(PolicyDocument document, ClusterView? cluster = null) => Wanted(document, cluster ?? Prod).Groups.Select(group => group.Name);
}
