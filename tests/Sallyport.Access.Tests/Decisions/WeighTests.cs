using Sallyport.Access.Decisions;
using Sallyport.Access.Policy;
using static Sallyport.Access.Tests.Decisions.Town;

namespace Sallyport.Access.Tests.Decisions;

/// <summary>All that was weighed, for whoever wonders why.</summary>
public sealed class WeighTests
{
    [Fact]
    public void Weigh_ARefusal_ListsAssignmentsSettingsAndGuardrails()
    {
        var document = With(Setting(Capability.Shell, true), Setting(Capability.Shell, false, Namespaces("", "shop"), locked: true)) with
        {
            Guardrails = [new Guardrail("no-exec", Scope.Organization, [new PolicyRule { ApiGroups = [""], Resources = ["pods/exec"], Verbs = ["*"] }], [])],
            Assignments = [Assign("project-read-only", ShopProject, "stranger"), Assign("namespace-admin", Namespaces("prod", "payments"), "stranger")],
        };

        AccessSnapshot.Compile(document).Weigh("stranger", Prod, Request("POST /api/v1/namespaces/shop/pods/p/exec?command=sh"), Now).Should().Equal(
            "Project Read Only (project shop): is held back by a setting",
            "setting shell: blocked for namespace shop, locked",
            "setting shell: allowed for the whole organization",
            "Namespace Admin (namespace payments of cluster prod): does not hold there",
            "guardrail no-exec: denies it");
    }

    [Fact]
    public void Weigh_TheAgentsNamespace_NamesTheBuiltInGuardrail() =>
        AccessSnapshot.Compile(Document).Weigh("organization-admin", Prod, Request("DELETE /api/v1/namespaces/sallyport/pods/p"), Now)
            .Should().HaveCount(2).And.Contain(line => line.Contains("closed to everyone"));
}
