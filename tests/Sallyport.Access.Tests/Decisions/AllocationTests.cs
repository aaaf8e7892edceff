using Sallyport.Access.Decisions;
using Sallyport.Access.Policy;
using static Sallyport.Access.Tests.Decisions.Town;

namespace Sallyport.Access.Tests.Decisions;

/// <summary>An allowed request costs the garbage collector nothing.</summary>
public sealed class AllocationTests
{
    [Theory]
    [InlineData("organization-admin", "GET /api/v1/pods")]
    [InlineData("organization-admin", "POST /apis/rbac.authorization.k8s.io/v1/clusterroles")]
    [InlineData("organization-read-only", "GET /api/v1/namespaces/shop/pods/p/log")]
    [InlineData("organization-read-only", "GET /api/v1/secrets")]
    [InlineData("project-read-only", "GET /api/v1/namespaces/shop/secrets/s")]
    [InlineData("project-read-only", "GET /apis/storage.k8s.io/v1/storageclasses")]
    [InlineData("project-read-only", "GET /apis/apps/v1")]
    [InlineData("project-read-only", "POST /api/v1/namespaces/shop/pods/p/exec?command=cat&command=/var/log/a&stdout=true")]
    [InlineData("project-admin", "PUT /api/v1/namespaces/shop/services/s")]
    public void Decide_WhatItAllows_AllocatesNothing(string user, string line)
    {
        var labelled = new Scope { Kind = ScopeKind.Namespace, NamespaceSelector = "kubernetes.io/metadata.name=payments2" };
        var listed = Setting(Capability.Shell, SettingLevel.Limited) with { Commands = ["ls", "cat /var/log/*"] };
        var document = With(Setting(Capability.Secrets, true), Setting(Capability.Secrets, false, labelled), listed) with
        {
            Guardrails = [new Guardrail("no-nodes", Scope.Organization, [new PolicyRule { ApiGroups = [""], Resources = ["nodes"], Verbs = ["delete"] }], [Group("x")])],
        };
        var snapshot = AccessSnapshot.Compile(document);
        var request = Request(line);
        for (var i = 0; i < 100; i++)
        {
            snapshot.Decide(user, Prod, request, Now).Allowed.Should().BeTrue();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            _ = snapshot.Decide(user, Prod, request, Now);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }
}
