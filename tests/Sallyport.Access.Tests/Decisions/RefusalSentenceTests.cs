using Sallyport.Access.Enforcement;
using Sallyport.Access.Policy;
using static Sallyport.Access.Tests.Decisions.Town;

namespace Sallyport.Access.Tests.Decisions;

/// <summary>The sentence of a refusal: what was refused, by which role and setting, and the next step.</summary>
public sealed class RefusalSentenceTests
{
    private const string Ask = " To ask: organization-admin (Organization Admin).";

    public static TheoryData<string, string, string> Sentences { get; } = new()
    {
        {
            "project-read-only", "GET /api/v1/namespaces/shop/secrets",
            "secrets is forbidden: you may not list secrets in namespace \"shop\": your role Project Read Only (project shop) does not see " +
            "Secrets, because the setting \"secrets: hidden\" holds for the whole organization."
        },
        {
            "project-read-only", "POST /api/v1/namespaces/shop/pods/p/exec?command=sh",
            "pods \"p\" is forbidden: you may not open a shell (create pods/exec) in namespace \"shop\": your role Project Read Only (project " +
            "shop) does not open shells, because the setting \"shell: blocked\" holds for the whole organization."
        },
        {
            "namespace-read-only", "GET /api/v1/namespaces/shop/pods/p/portforward",
            "pods \"p\" is forbidden: you may not forward ports (get pods/portforward) in namespace \"shop\": your role Namespace Read Only " +
            "(namespace shop of cluster prod) does not forward ports, because the setting \"port-forward: blocked\" holds for the whole organization."
        },
        {
            "project-read-only", "PATCH /apis/apps/v1/namespaces/shop/deployments/web",
            "deployments.apps \"web\" is forbidden: you may not patch deployments in namespace \"shop\": your role Project Read Only (project " +
            "shop) is read-only."
        },
        {
            "project-read-only", "GET /api/v1/pods",
            "pods is forbidden: you may not list pods across all namespaces: your roles hold in single namespaces of this cluster; ask for one " +
            "of them with -n: payments, shop."
        },
        {
            "project-read-only", "GET /api/v1/secrets",
            "secrets is forbidden: you may not list secrets across all namespaces: your role Project Read Only (project shop) does not see " +
            "Secrets, because the setting \"secrets: hidden\" holds for the whole organization."
        },
        {
            "project-read-only", "GET /api/v1/namespaces/default/pods",
            "pods is forbidden: you may not list pods in namespace \"default\": you have no role in namespace \"default\" of this cluster; you " +
            "have one in payments, shop."
        },
        {
            "project-admin", "PATCH /api/v1/namespaces/shop",
            "namespaces \"shop\" is forbidden: you may not patch namespaces \"shop\": your role Project Admin (project shop) leaves that to " +
            "Organization Admins."
        },
        {
            "project-admin", "POST /apis/rbac.authorization.k8s.io/v1/namespaces/shop/rolebindings",
            "rolebindings.rbac.authorization.k8s.io is forbidden: you may not create rolebindings in namespace \"shop\": your role Project Admin " +
            "(project shop) leaves that to Organization Admins."
        },
        {
            "whole-admin", "POST /apis/storage.k8s.io/v1/storageclasses",
            "storageclasses.storage.k8s.io is forbidden: you may not create storageclasses in this cluster: your role Project Admin (project " +
            "all-of-prod) changes nothing outside namespaces."
        },
        {
            "organization-read-only", "GET /metrics",
            "\"/metrics\" is forbidden: you may not get this path: only discovery, version and health are open to your role."
        },
        {
            "stranger", "GET /api/v1/namespaces/shop/pods",
            "pods is forbidden: you may not list pods in namespace \"shop\": you have no role in this cluster."
        },
    };

    [Theory]
    [MemberData(nameof(Sentences))]
    public void Explain_ARefusal_SaysWhatWhyAndWhomToAsk(string user, string line, string sentence) =>
        Document.Explain(user, line).Should().Be(sentence + Ask);

    [Fact]
    public void Explain_TheOrganizationsOwnText_TakesTheNamesPlace() =>
        (Document with { AskText = "https://ask.example.com" }).Explain("project-read-only", "GET /api/v1/namespaces/shop/secrets")
            .Should().EndWith("To ask: https://ask.example.com");

    [Fact]
    public void Explain_ManyAdmins_NamesThree()
    {
        string[] admins = ["dora", "alice", "carol", "bob"];
        var document = Document with
        {
            Users = [.. Document.Users, .. admins.Select(name => new PolicyUser(name, ["admins"]))],
            Assignments =
            [
                .. Document.Assignments.Where(assignment => assignment.Role != "organization-admin"),
                new RoleAssignment("admins", "organization-admin", Group("admins"), Scope.Organization),
            ],
        };

        document.Explain("project-read-only", "GET /api/v1/namespaces/shop/secrets").Should().EndWith("To ask: alice, bob, carol (Organization Admins).");
    }

    [Fact]
    public void Explain_MoreThanTenNamespaces_NamesTenAndCounts()
    {
        var many = Cluster("prod", [.. Enumerable.Range(10, 13).Select(n => $"team-{n}"), "other"]);
        var document = Document with { Assignments = [Assign("namespace-read-only", Namespaces("prod", "team-*"))] };

        document.Explain("namespace-read-only", "GET /api/v1/pods", many)
            .Should().Contain("team-10, team-11").And.Contain("team-19 and 3 more").And.NotContain("other");
    }

    [Fact]
    public void Explain_ASettingOfANarrowPlace_NamesPlaceAndSubject() =>
        With(Setting(Capability.Shell, true), Setting(Capability.Shell, false, ShopProject, Group("staff"), locked: true))
            .Explain("project-read-only", "POST /api/v1/namespaces/shop/pods/p/exec?command=sh")
            .Should().Contain("the setting \"shell: blocked\" holds for group staff in project shop, where it is locked.");

    [Fact]
    public void Explain_ACeiling_NamesTheClusterAndItsOwner() =>
        Document.Explain("organization-admin", "DELETE /api/v1/namespaces/shop/pods/p", Prod with { Ceiling = Ceiling.Parse("read-only+shell") })
            .Should().Contain("your role Organization Admin (the whole organization) would allow it, but cluster prod was connected with the ceiling " +
                "\"read-only+shell\", which only the owner of the cluster can raise.");

    [Fact]
    public void Explain_TheAgentsNamespace_SaysThatNobodyMay() =>
        Document.Explain("organization-admin", "DELETE /api/v1/namespaces/sallyport/pods/p")
            .Should().EndWith("since whoever acts in it could act as any user of this cluster. Whoever installed the agent can do it with the cluster's own credentials.");
}
