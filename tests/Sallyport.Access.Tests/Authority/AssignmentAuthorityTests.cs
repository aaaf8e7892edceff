using Sallyport.Access.Authority;
using Sallyport.Access.Decisions;
using Sallyport.Access.Policy;
using Sallyport.Access.Tests.Decisions;

namespace Sallyport.Access.Tests.Authority;

/// <summary>Who gives which role to whom, where and until when.</summary>
public sealed class AssignmentAuthorityTests
{
    private static readonly Subject Ben = new(SubjectKind.User, "ben");
    private static readonly DateTimeOffset Soon = Town.Now.AddHours(1);
    private static readonly DateTimeOffset Later = Town.Now.AddHours(8);

    private static readonly PolicyDocument Document = Town.Document with
    {
        Users =
        [
            .. Town.Document.Users,
            new PolicyUser("ben", []),
            new PolicyUser("lead", []),
            new PolicyUser("leaving", ["shop-admins"]),
            new PolicyUser("disabled", [], Disabled: true),
        ],
        Roles =
        [
            Custom("pod-reader", true, Rule("", "pods", "get", "list")),
            Custom("everything-reader", true, Rule("*", "*", "get")),
            Custom("rbac-writer", false, Rule("rbac.authorization.k8s.io", "rolebindings", "create")),
            Custom("token-maker", false, Rule("", "serviceaccounts/token", "create")),
            Custom("verbs", false, Rule("", "pods", "*")),
            Custom("node-reader", true) with { ClusterRules = [Rule("", "nodes", "get")] },
            Custom("node-writer", false) with { WholeClusterRules = [Rule("", "nodes", "patch")] },
            Custom("metrics", true, new PolicyRule { NonResourceUrls = ["/metrics"], Verbs = ["get"] }),
            Custom("team-lead", false, Rule("", "pods", "get", "list")) with { AdministersProjects = true },
            Custom("shell-user", false, Rule("", "pods/exec", "create")),
        ],
        Assignments =
        [
            .. Town.Document.Assignments,
            Town.Assign("team-lead", Town.ShopProject, "lead"),
            Town.Assign("project-read-only", Town.ShopProject, "lead"),
            new RoleAssignment("by-group", "project-admin", new Subject(SubjectKind.Group, "shop-admins"), Town.ShopProject, Soon),
            Town.Assign("project-admin", Town.ShopProject, "disabled"),
        ],
    };

    public static TheoryData<string, string, Scope> Given => new()
    {
        { "organization-admin", "organization-admin", Scope.Organization },
        { "organization-admin", "rbac-writer", Town.Clusters("prod") },
        { "project-admin", "project-admin", Town.ShopProject },
        { "project-admin", "project-read-only", Town.ShopProject },
        { "project-admin", "namespace-admin", Town.Namespaces("prod", "shop") },
        { "project-admin", "namespace-read-only", Town.Namespaces("prod", "payments") },
        { "project-admin", "pod-reader", Town.Namespaces("prod", "shop") },
        { "project-admin", "verbs", Town.ShopProject },
        { "project-admin", "node-reader", Town.ShopProject },
        { "project-admin", "shell-user", Town.ShopProject },
        { "project-admin", "team-lead", Town.ShopProject },
        { "whole-admin", "project-read-only", Town.Clusters("prod") },
        { "lead", "pod-reader", Town.ShopProject },
        { "lead", "team-lead", Town.ShopProject },
        { "lead", "project-read-only", Town.ShopProject },
    };

    public static TheoryData<string, string, Scope, string> Refused => new()
    {
        { "project-admin", "organization-admin", Scope.Organization, "not wholly inside project shop" },
        { "project-admin", "organization-admin", Town.ShopProject, "a role of the organization" },
        { "project-admin", "organization-read-only", Town.ShopProject, "a role of the organization" },
        { "project-admin", "project-read-only", Scope.Organization, "not wholly inside project shop" },
        { "project-admin", "project-read-only", new Scope { Kind = ScopeKind.Project, Project = "all-of-prod" }, "not wholly inside project shop" },
        { "project-admin", "namespace-read-only", Town.Namespaces("prod", "default"), "not wholly inside project shop" },
        { "project-admin", "namespace-read-only", Town.Namespaces("prod", "shop", "default"), "not wholly inside project shop" },
        { "project-admin", "namespace-read-only", Town.Namespaces("", "shop"), "not wholly inside project shop" },
        { "project-admin", "namespace-read-only", Town.Namespaces("prod", "s*"), "not wholly inside project shop" },
        { "project-admin", "namespace-read-only", Town.Clusters("prod"), "not wholly inside project shop" },
        { "project-admin", "everything-reader", Town.ShopProject, "carries more than you hold" },
        { "project-admin", "rbac-writer", Town.Namespaces("prod", "shop"), "create rolebindings of rbac.authorization.k8s.io" },
        { "project-admin", "token-maker", Town.ShopProject, "create serviceaccounts/token" },
        { "project-admin", "node-writer", Town.ShopProject, "patch nodes" },
        { "project-admin", "metrics", Town.ShopProject, "get /metrics" },
        { "project-admin", "gone", Town.ShopProject, "no role gone" },
        { "lead", "project-admin", Town.ShopProject, "carries more than you hold" },
        { "lead", "namespace-read-only", Town.ShopProject, "carries more than you hold" },
        { "lead", "shell-user", Town.ShopProject, "create pods/exec" },
        { "project-read-only", "project-read-only", Town.ShopProject, "by Organization Admins, and by project admins" },
        { "organization-read-only", "project-read-only", Town.ShopProject, "by Organization Admins, and by project admins" },
        { "namespace-admin", "namespace-read-only", Town.Namespaces("prod", "shop"), "by Organization Admins, and by project admins" },
        { "stranger", "project-read-only", Town.ShopProject, "by Organization Admins, and by project admins" },
        { "disabled", "project-read-only", Town.ShopProject, "by Organization Admins, and by project admins" },
        { "nobody", "project-read-only", Town.ShopProject, "by Organization Admins, and by project admins" },
    };

    [Theory]
    [MemberData(nameof(Given))]
    public void Role_ThatCarriesNoMoreThanItsGiverHolds_IsGivenAndTakenAway(string giver, string role, Scope scope)
    {
        Give(giver, role, scope, Ben).Allowed.Should().BeTrue();
        Take(giver, role, scope).Allowed.Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(Refused))]
    [CatalogueRow(241)]
    public void Role_BeyondWhatItsGiverHolds_IsRefusedInWords(string giver, string role, Scope scope, string sentence)
    {
        foreach (var answer in new[] { Give(giver, role, scope, Ben), Take(giver, role, scope) })
        {
            answer.Allowed.Should().BeFalse();
            answer.Words.Should().Contain(sentence).And.EndWith("Ask organization-admin.");
        }
    }

    [Fact]
    [CatalogueRow(241)]
    public void Role_ToOneself_IsGivenByNobodyButOrganizationAdmins()
    {
        Give("project-admin", "project-read-only", Town.ShopProject, new Subject(SubjectKind.User, "project-admin")).Words.Should().Contain("to themselves");
        Give("organization-admin", "project-admin", Town.ShopProject, new Subject(SubjectKind.User, "organization-admin")).Allowed.Should().BeTrue();
    }

    [Theory]
    [InlineData("project-admin", false)]
    [InlineData("team-lead", false)]
    [InlineData("project-read-only", true)]
    [CatalogueRow(241)]
    public void Administration_ToAGroupOfOnesOwn_IsNotGiven(string role, bool allowed) =>
        Give("project-admin", role, Town.ShopProject, Town.Group("staff")).Allowed.Should().Be(allowed);

    [Theory]
    [InlineData(null, false)]
    [InlineData(8, false)]
    [InlineData(1, true)]
    [CatalogueRow(241)]
    public void Role_GivenByOneWhoseOwnEnds_EndsNoLater(int? hours, bool allowed)
    {
        DateTimeOffset? expires = hours is { } h ? Town.Now.AddHours(h) : null;

        var answer = Give("leaving", "project-read-only", Town.ShopProject, Ben, expires);

        answer.Allowed.Should().Be(allowed, answer.Words);
        (allowed ? "ends no later" : answer.Words).Should().Contain("ends no later");
    }

    [Fact]
    public void Role_InTwoProjectsOfTheGivers_IsGivenByTheRightThatLasts()
    {
        var document = Document with
        {
            Projects = [.. Document.Projects, Document.Projects.Single(project => project.Name == Town.ShopProject.Project) with { Name = "zoo" }],
            Assignments = [.. Document.Assignments, Town.Assign("project-admin", new Scope { Kind = ScopeKind.Project, Project = "zoo" }, "leaving")],
        };
        var given = new RoleAssignment("new", "namespace-read-only", Ben, Town.Namespaces("prod", "shop"));

        ChangeAuthority.Ask(AccessSnapshot.Compile(document), "leaving", new AssignmentGiven(given), Town.Now).Under.Should().Be("zoo");
    }

    [Fact]
    [CatalogueRow(241)]
    public void Right_ThatHasEnded_GivesNothing()
    {
        Give("leaving", "project-read-only", Town.ShopProject, Ben, Later, at: Soon).Allowed.Should().BeFalse();
        ChangeAuthority.MayChangeAnything(AccessSnapshot.Compile(Document), "leaving", Town.Now).Should().BeTrue();
        ChangeAuthority.MayChangeAnything(AccessSnapshot.Compile(Document), "leaving", Soon).Should().BeFalse();
    }

    [Theory]
    [InlineData("organization-admin", true)]
    [InlineData("project-admin", false)]
    [InlineData("organization-read-only", false)]
    [InlineData("nobody", false)]
    [CatalogueRow(241)]
    public void Organization_IsChangedByItsAdminsAlone(string user, bool allowed) =>
        ChangeAuthority.Ask(AccessSnapshot.Compile(Document), user, new OrganizationChange(), Town.Now).Allowed.Should().Be(allowed);

    private static AuthorityAnswer Give(string giver, string role, Scope scope, Subject subject, DateTimeOffset? expires = null, DateTimeOffset? at = null) =>
        ChangeAuthority.Ask(AccessSnapshot.Compile(Document), giver, new AssignmentGiven(new RoleAssignment("new", role, subject, scope, expires)), at ?? Town.Now);

    private static AuthorityAnswer Take(string giver, string role, Scope scope) =>
        ChangeAuthority.Ask(AccessSnapshot.Compile(Document), giver, new AssignmentTaken(new RoleAssignment("old", role, Ben, scope)), Town.Now);

    private static Role Custom(string name, bool readOnly, params PolicyRule[] rules) =>
        new() { Name = name, Title = name, ReadOnly = readOnly, Rules = [.. rules] };

    private static PolicyRule Rule(string group, string resource, params string[] verbs) =>
        new() { ApiGroups = [group], Resources = [resource], Verbs = [.. verbs] };
}
