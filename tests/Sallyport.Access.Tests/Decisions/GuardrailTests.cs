using Sallyport.Access.Decisions;
using Sallyport.Access.Policy;
using static Sallyport.Access.Tests.Decisions.Town;

namespace Sallyport.Access.Tests.Decisions;

/// <summary>A guardrail denies whatever any role allows, but to those it names.</summary>
public sealed class GuardrailTests
{
    private static readonly PolicyRule NoDeletes = new() { ApiGroups = ["*"], Resources = ["*"], Verbs = ["delete", "deletecollection"] };

    [Fact]
    public void Decide_AGuardrail_WinsOverEveryRole()
    {
        var document = Guarded(NoDeletes, Scope.Organization);

        foreach (var user in new[] { "organization-admin", "project-admin", "namespace-admin" })
        {
            document.Decide(user, "DELETE /api/v1/namespaces/shop/pods/p").By.Should().Be(DecidedBy.Guardrail);
            document.Decide(user, "PATCH /api/v1/namespaces/shop/pods/p").Allowed.Should().BeTrue();
        }

        document.Explain("project-admin", "DELETE /api/v1/namespaces/shop/pods/p").Should().Contain("the guardrail \"careful\" denies it, and no role overrides that");
    }

    [Fact]
    public void Decide_ThoseItNames_AreLetBy()
    {
        var document = Guarded(NoDeletes, Scope.Organization, new Subject(SubjectKind.User, "project-admin"), Group("namespace-admins"));

        document.Decide("project-admin", "DELETE /api/v1/namespaces/shop/pods/p").Allowed.Should().BeTrue();
        document.Decide("namespace-admin", "DELETE /api/v1/namespaces/shop/pods/p").Allowed.Should().BeTrue();
        document.Decide("organization-admin", "DELETE /api/v1/namespaces/shop/pods/p").Allowed.Should().BeFalse();
    }

    [Fact]
    public void Decide_AGuardrailOfOneNamespace_RefusesAcrossThemNamingIt()
    {
        var document = Guarded(new PolicyRule { ApiGroups = [""], Resources = ["configmaps"], Verbs = ["*"] }, Namespaces("", "payments"));

        document.Decide("organization-read-only", "GET /api/v1/namespaces/shop/configmaps").Allowed.Should().BeTrue();
        document.Decide("organization-read-only", "GET /api/v1/namespaces/payments/configmaps").Allowed.Should().BeFalse();
        document.Decide("organization-read-only", "GET /api/v1/configmaps").Allowed.Should().BeFalse();
        document.Explain("organization-read-only", "GET /api/v1/configmaps").Should().Contain("in namespace payments").And.NotContain("shop");
    }

    [Theory]
    [InlineData("GET /api/v1/namespaces/shop/configmaps/aws-auth", false)]
    [InlineData("GET /api/v1/namespaces/shop/configmaps/other", true)]
    [InlineData("GET /api/v1/namespaces/shop/configmaps", false)]
    public void Decide_AGuardrailByName_CatchesWhatDoesNotSayWhichObject(string line, bool allowed) =>
        Guarded(new PolicyRule { ApiGroups = [""], Resources = ["configmaps"], ResourceNames = ["aws-auth"], Verbs = ["*"] }, Scope.Organization)
            .Decide("organization-read-only", line).Allowed.Should().Be(allowed);

    [Fact]
    public void Decide_AGuardrailOnEveryResource_TakesInSubresources() =>
        Guarded(new PolicyRule { ApiGroups = ["*"], Resources = ["*"], Verbs = ["create"] }, Scope.Organization)
            .Decide("organization-admin", "POST /api/v1/namespaces/shop/pods/p/exec?command=sh").By.Should().Be(DecidedBy.Guardrail);

    [Fact]
    public void Decide_AGuardrailThatCannotBeRead_HoldsEverywhere()
    {
        var document = Guarded(NoDeletes, new Scope { Kind = ScopeKind.Cluster, ClusterSelector = "env in (" });

        document.Decide("organization-admin", "DELETE /api/v1/namespaces/shop/pods/p").Allowed.Should().BeFalse();
        AccessSnapshot.Compile(document).Problems.Should().ContainSingle().Which.Should().Contain("careful");
    }

    [Theory]
    [InlineData("project-admin", "PATCH /api/v1/namespaces/shop/configmaps/c", true, false)]
    [InlineData("project-admin", "PATCH /api/v1/namespaces/shop/configmaps/c", false, true)]
    [InlineData("project-admin", "PUT /api/v1/namespaces/shop/services/s", false, false)]
    [InlineData("project-admin", "PUT /api/v1/namespaces/shop/configmaps/c", false, true)]
    [CatalogueRow(86, 87)]
    public void Decide_WhatMayCreate_IsDecidedAsCreateToo(string user, string line, bool mayCreate, bool allowed) =>
        Guarded(new PolicyRule { ApiGroups = ["*"], Resources = ["configmaps", "services"], Verbs = ["create"] }, Scope.Organization)
            .Decide(user, line, mayCreate: mayCreate).Allowed.Should().Be(allowed);

    [Fact]
    [CatalogueRow(85, 86)]
    public void Decide_ARoleWithPatchAlone_MayNotCreateByApply()
    {
        var patcher = new Role
        {
            Name = "patcher",
            Title = "Patcher",
            ReadOnly = false,
            Rules = [new PolicyRule { ApiGroups = ["apps"], Resources = ["deployments"], Verbs = ["patch", "update"] }],
        };
        var document = Document with { Roles = [patcher], Assignments = [Assign("patcher", ShopProject, "stranger")] };

        document.Decide("stranger", "PATCH /apis/apps/v1/namespaces/shop/deployments/d").Allowed.Should().BeTrue();
        document.Decide("stranger", "PATCH /apis/apps/v1/namespaces/shop/deployments/d", mayCreate: true).Allowed.Should().BeFalse();
        var snapshot = AccessSnapshot.Compile(document);
        var apply = Request("PATCH /apis/apps/v1/namespaces/shop/deployments/d");
        snapshot.Explain("stranger", Prod, apply, snapshot.Decide("stranger", Prod, apply, Now, mayCreate: true), Now)
            .Should().Contain("may change it but not create it");
        document.Decide("stranger", "PATCH /apis/apps/v1/namespaces/shop/deployments/d/scale").Allowed.Should().BeFalse();
    }

    [Theory]
    [InlineData("GET /api/v1/secrets", true)]
    [InlineData("GET /apis/republished.example.com/v1/secrets", false)]
    public void Decide_SecretsAcrossNamespaces_AreReadOnlyWhereTheAgentLeavesItsOwnOut(string line, bool allowed) =>
        Document.Decide("organization-admin", line).Allowed.Should().Be(allowed);

    [Theory]
    [InlineData("whole-admin", false)]
    [InlineData("organization-admin", true)]
    public void Decide_AnOrganizationAdminWithALesserRoleBeside_LosesNothingByIt(string user, bool allowed)
    {
        var document = Document with { Assignments = [.. Document.Assignments, Assign("project-admin", Clusters("prod"), "organization-admin")] };

        document.Decide(user, "PATCH /api/v1/namespaces/kube-system/configmaps/coredns").Allowed.Should().Be(allowed);
        document.Decide(user, "PATCH /api/v1/namespaces/sallyport/configmaps/c").Allowed.Should().BeFalse();
    }

    private static PolicyDocument Guarded(PolicyRule rule, Scope place, params Subject[] except) =>
        Document with { Guardrails = [new Guardrail("careful", place, [rule], [.. except])] };
}
