using Sallyport.Access.Decisions;
using Sallyport.Access.Enforcement;

namespace Sallyport.Access.Tests.Decisions;

/// <summary>What each built-in role may do, request by request.</summary>
public sealed class BuiltInRoleDecisionTests
{
    private const string All = "organization-admin organization-read-only project-admin project-read-only namespace-admin namespace-read-only";
    private const string OrgAdmin = "organization-admin";
    private const string Organization = "organization-admin organization-read-only";
    private const string Admins = "organization-admin project-admin namespace-admin";
    private const string Nobody = "";

    public static TheoryData<string, string> Requests { get; } = new()
    {
        // What a developer troubleshoots with.
        { "GET /api/v1/namespaces/shop/pods", All },
        { "GET /api/v1/namespaces/shop/pods/p", All },
        { "GET /api/v1/namespaces/shop/pods?watch=true", All },
        { "GET /api/v1/namespaces/shop/pods/p/log?follow=true", All },
        { "GET /api/v1/namespaces/shop/pods/p/status", All },
        { "GET /api/v1/namespaces/shop/events", All },
        { "GET /apis/events.k8s.io/v1/namespaces/shop/events", All },
        { "GET /api/v1/namespaces/shop/configmaps/c", All },
        { "GET /apis/apps/v1/namespaces/shop/deployments/d/scale", All },
        { "GET /apis/metrics.k8s.io/v1beta1/namespaces/shop/pods", All },
        { "GET /apis/custom.metrics.k8s.io/v1beta1/namespaces/shop/pods/p/http_requests", All },
        { "GET /apis/example.com/v1/namespaces/shop/gadgets/g", All },
        { "GET /apis/rbac.authorization.k8s.io/v1/namespaces/shop/rolebindings", All },
        { "GET /api/v1/nodes", All },
        { "GET /api/v1/nodes/n1", All },
        { "GET /apis/metrics.k8s.io/v1beta1/nodes", All },
        { "GET /api/v1/persistentvolumes", All },
        { "GET /apis/storage.k8s.io/v1/storageclasses", All },
        { "GET /apis/scheduling.k8s.io/v1/priorityclasses", All },
        { "GET /apis/apiextensions.k8s.io/v1/customresourcedefinitions", All },
        { "GET /api/v1/namespaces", All },
        { "GET /api/v1/namespaces?watch=true", All },
        { "GET /api/v1/namespaces/shop", All },
        { "GET /api", All },
        { "GET /apis/apps/v1", All },
        { "GET /openapi/v3/apis/apps/v1", All },
        { "GET /version", All },
        { "GET /healthz", All },
        { "GET /readyz?timeout=5s", All },
        { "POST /apis/authorization.k8s.io/v1/selfsubjectaccessreviews", All },
        { "POST /apis/authorization.k8s.io/v1/selfsubjectrulesreviews", All },
        { "POST /apis/authentication.k8s.io/v1/selfsubjectreviews", All },

        // Beyond the scope.
        { "GET /api/v1/namespaces/payments/pods", "organization-admin organization-read-only project-admin project-read-only" },
        { "GET /api/v1/namespaces/payments", "organization-admin organization-read-only project-admin project-read-only" },
        { "GET /api/v1/namespaces/default/pods", Organization },
        { "GET /api/v1/namespaces/default", Organization },
        { "GET /api/v1/namespaces/nowhere/pods", Organization },
        { "GET /api/v1/pods", Organization },
        { "GET /apis/rbac.authorization.k8s.io/v1/clusterroles", Organization },
        { "GET /apis/example.com/v1/widgets", Organization },

        // Writes.
        { "POST /api/v1/namespaces/shop/configmaps", Admins },
        { "PATCH /apis/apps/v1/namespaces/shop/deployments/d", Admins },
        { "PATCH /apis/apps/v1/namespaces/shop/deployments/d/scale", Admins },
        { "DELETE /api/v1/namespaces/shop/pods/p", Admins },
        { "DELETE /api/v1/namespaces/shop/pods", Admins },
        { "POST /api/v1/namespaces/shop/pods/p/eviction", Admins },
        { "POST /apis/example.com/v1/namespaces/shop/gadgets", Admins },
        { "PUT /api/v1/namespaces/shop/services/s", Admins },

        // Kept for the organization.
        { "POST /api/v1/namespaces", OrgAdmin },
        { "PATCH /api/v1/namespaces/shop", OrgAdmin },
        { "DELETE /api/v1/namespaces/shop", OrgAdmin },
        { "PUT /api/v1/namespaces/shop/finalize", OrgAdmin },
        { "PATCH /api/v1/nodes/n1", OrgAdmin },
        { "DELETE /api/v1/persistentvolumes/v", OrgAdmin },
        { "POST /api/v1/namespaces/shop/bindings", OrgAdmin },
        { "POST /api/v1/namespaces/shop/pods/p/binding", OrgAdmin },
        { "POST /apis/example.com/v1/widgets", OrgAdmin },
        { "GET /metrics", OrgAdmin },
        { "GET /api/v1/nodes/n1/proxy/metrics", OrgAdmin },

        // Never, or not at all.
        { "GET /api/v1/nodes/n1/proxy/run/shop/p/c", Nobody },
        { "GET /api/v1/namespaces/sallyport/secrets", Nobody },
        { "GET /api/v1/namespaces/sallyport/pods/agent/exec?command=sh", Nobody },
        { "DELETE /api/v1/namespaces/sallyport/pods/agent", Nobody },
        { "DELETE /api/v1/namespaces/sallyport", Nobody },
        { "POST /api/v1/namespaces/sallyport/serviceaccounts/agent/token", Nobody },
        { "GET /api/v1/namespaces/sallyport/pods/agent/proxy/", Nobody },
        { "DELETE /apis/rbac.authorization.k8s.io/v1/clusterroles/sallyport:project-admin:1:base", Nobody },
        { "GET /api/v1/namespaces/sallyport/pods/agent/log", Organization },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    [CatalogueRow(37, 49, 119, 124, 125, 136)]
    public void Decide_ForEachRole_AllowsExactlyThese(string line, string allowed) =>
        string.Join(' ', All.Split(' ').Where(user => Town.Document.Decide(user, line).Allowed)).Should().Be(allowed);

    [Fact]
    public void Decide_AStranger_MayNotEvenDiscover()
    {
        foreach (var line in new[] { "GET /api", "GET /version", "GET /api/v1/namespaces", "GET /api/v1/namespaces/shop/pods" })
        {
            Town.Document.Decide("stranger", line).Allowed.Should().BeFalse(line);
            Town.Document.Decide("nobody-at-all", line).Allowed.Should().BeFalse(line);
        }
    }

    [Fact]
    public void Decide_ADisabledAdmin_MayDoNothing()
    {
        var document = Town.Document with { Users = [.. Town.Document.Users.Select(user => user with { Disabled = true })] };

        document.Decide("organization-admin", "GET /version").Allowed.Should().BeFalse();
    }

    [Fact]
    public void Decide_AnExpiredAssignment_AllowsNothing()
    {
        var document = Town.Document with { Assignments = [.. Town.Document.Assignments.Select(assignment => assignment with { Expires = Town.Now })] };

        document.Decide("organization-admin", "GET /api/v1/nodes").Allowed.Should().BeFalse();
        AccessSnapshot.Compile(document).IsOrganizationAdmin("organization-admin", Town.Now).Should().BeFalse();
        AccessSnapshot.Compile(document).IsOrganizationAdmin("organization-admin", Town.Now.AddSeconds(-1)).Should().BeTrue();
    }

    [Theory]
    [InlineData("project-read-only", "GET /api/v1/namespaces/shop/pods", "sallyport:project-read-only:1:base:ns:shop")]
    [InlineData("project-read-only", "GET /api/v1/nodes", "sallyport:project-read-only:1:cluster-reads:cluster")]
    [InlineData("project-read-only", "GET /api/v1/namespaces", "sallyport:project-read-only:1:cluster-reads:cluster")]
    [InlineData("project-read-only", "GET /api", "sallyport:member")]
    [InlineData("project-admin", "GET /api/v1/namespaces/shop/secrets", "sallyport:project-admin:1:secrets:ns:shop")]
    [InlineData("project-admin", "POST /api/v1/namespaces/shop/pods/p/exec?command=sh", "sallyport:project-admin:1:shell:ns:shop")]
    [InlineData("project-admin", "POST /api/v1/namespaces/shop/pods/p/portforward", "sallyport:project-admin:1:port-forward:ns:shop")]
    [InlineData("whole-admin", "DELETE /api/v1/namespaces/shop/pods/p", "sallyport:project-admin:1:base:cluster")]
    [InlineData("organization-read-only", "GET /api/v1/pods", "sallyport:organization-read-only:1:base:cluster")]
    [InlineData("organization-admin", "GET /api/v1/secrets", "sallyport:organization-admin:1:secrets:cluster")]
    [InlineData("organization-admin", "POST /apis/rbac.authorization.k8s.io/v1/clusterroles", "sallyport:organization-admin:1:everything:cluster")]
    public void Decide_WhatItAllows_NamesTheOneGroup(string user, string line, string group)
    {
        var decision = Town.Document.Decide(user, line);

        decision.Allowed.Should().BeTrue();
        decision.Group.Name.Should().Be(group);
        ImpersonatedGroup.TryParse(group, out var read).Should().BeTrue();
        read.Should().Be(decision.Group);
    }

    [Fact]
    public void Decide_WholeClusterProjectAdmin_WritesNothingOutsideNamespaces()
    {
        foreach (var line in new[]
        {
            "POST /apis/example.com/v1/widgets", "POST /api/v1/persistentvolumes", "PATCH /api/v1/namespaces/shop", "POST /api/v1/namespaces",
            "POST /apis/brand.new/v1/things", "DELETE /apis/brand.new/v1/things",
        })
        {
            Town.Document.Decide("whole-admin", line).Allowed.Should().BeFalse(line);
        }
    }

    [Theory]
    [InlineData("PATCH /api/v1/namespaces/kube-system/configmaps/aws-auth")]
    [InlineData("DELETE /api/v1/namespaces/kube-public/configmaps")]
    [CatalogueRow(169)]
    public void Decide_ClusterConfiguration_IsForOrganizationAdminsAlone(string line)
    {
        Town.Document.Decide("whole-admin", line).Guardrail.Should().NotBeNull();
        Town.Document.Decide("organization-admin", line).Allowed.Should().BeTrue();
    }

    [Fact]
    public void Decide_ANamespaceThatIsNotThere_IsOutsideEveryNarrowScope()
    {
        var document = Town.Document with { Assignments = [Town.Assign("namespace-admin", Town.Namespaces("prod", "team-*"))] };

        document.Decide("namespace-admin", "GET /api/v1/namespaces/team-a/pods").Allowed.Should().BeFalse();
        document.Decide("namespace-admin", "GET /api/v1/namespaces/team-a/pods", Town.Cluster("prod", "team-a")).Allowed.Should().BeTrue();
    }

    [Fact]
    public void Decide_BeforeDiscoveryIsKnown_TakesTheStricter()
    {
        var unknown = Town.Prod with { ClusterScopedResources = [] };

        Town.Document.Decide("organization-read-only", "GET /apis/example.com/v1/widgets", unknown).Allowed.Should().BeTrue();
        Town.Document.Decide("project-read-only", "GET /api/v1/nodes", unknown).Allowed.Should().BeTrue();
        Town.Document.Decide("project-read-only", "GET /apis/example.com/v1/widgets", unknown).Allowed.Should().BeFalse();
        Town.Document.Decide("whole-admin", "DELETE /apis/example.com/v1/widgets", unknown).Allowed.Should().BeFalse();
    }
}
