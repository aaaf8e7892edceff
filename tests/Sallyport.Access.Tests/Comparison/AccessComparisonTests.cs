using Sallyport.Access.Comparison;
using Sallyport.Access.Decisions;
using Sallyport.Access.Policy;
using Sallyport.Access.Tests.Decisions;

namespace Sallyport.Access.Tests.Comparison;

/// <summary>Whose access a change changes, told before it is made.</summary>
public sealed class AccessComparisonTests
{
    private static readonly ClusterView Other = Town.Cluster("dev", "shop", "play");

    [Fact]
    public void Of_TheSamePolicy_IsNothing() => Compare(Town.Document, Town.Document with { Version = 2 }).Should().BeEmpty();

    [Fact]
    public void Of_SecretsMadeVisible_NamesWhoReadsAndNotWhoHadThem()
    {
        var told = Lines(Compare(Town.Document, Town.With(Town.Setting(Capability.Secrets, opens: true))));

        told.Should().BeEquivalentTo(
            "dev organization-read-only: secrets hidden > visible in all",
            "prod organization-read-only: secrets hidden > visible in all",
            "prod project-read-only: secrets hidden > visible in payments",
            "prod project-read-only: secrets hidden > visible in shop",
            "prod namespace-read-only: secrets hidden > visible in shop");
    }

    [Fact]
    public void Of_ASettingAtOneNamespace_NamesThatNamespaceAlone()
    {
        var told = Lines(Compare(Town.Document, Town.With(Town.Setting(Capability.Shell, opens: true, Town.Namespaces("prod", "payments")))));

        told.Should().BeEquivalentTo(
            "prod organization-read-only: shell blocked > allowed in payments",
            "prod project-read-only: shell blocked > allowed in payments");
    }

    [Fact]
    public void Of_ARoleTakenAway_NamesTheRoleAndWhatWentWithIt()
    {
        var after = Town.Document with { Assignments = [.. Town.Document.Assignments.Where(assignment => assignment.Role != "namespace-admin")] };

        Lines(Compare(Town.Document, after)).Should().BeEquivalentTo(
            "prod namespace-admin: namespace-admin given > not given in shop",
            "prod namespace-admin: secrets visible > hidden in shop",
            "prod namespace-admin: shell allowed > blocked in shop",
            "prod namespace-admin: port-forward allowed > blocked in shop");
    }

    [Fact]
    public void Of_AGuardrail_SaysThatItDenies()
    {
        var guardrail = new Guardrail(
            "no-shells", Town.Clusters("prod"), [new PolicyRule { ApiGroups = [""], Resources = ["pods/exec"], Verbs = ["create"] }], [Town.Group("project-admins")]);

        var changes = Compare(Town.Document, Town.Document with { Guardrails = [guardrail] });

        Lines(changes).Should().BeEquivalentTo(
            "prod organization-admin: shell allowed > blocked in all",
            "prod whole-admin: shell allowed > blocked in all",
            "prod namespace-admin: shell allowed > blocked in shop");
        changes.SelectMany(change => change.Changes).Should().OnlyContain(change => !change.Gains && change.Why == "The guardrail no-shells denies it.");
    }

    [Fact]
    public void Of_AProjectThatGrows_NamesWhoHasARoleInIt()
    {
        var after = Town.Document with { Projects = Town.Document.Projects.SetItem(0, new Project("shop", [Town.Namespaces("prod", "shop", "payments", "default")])) };

        Lines(Compare(Town.Document, after)).Should().Contain("prod project-read-only: project-read-only not given > given in default")
            .And.Contain("prod project-admin: secrets hidden > visible in default")
            .And.OnlyContain(line => line.EndsWith("in default", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_ManyPeopleInOneGroup_TellsThemTogether()
    {
        var people = Enumerable.Range(0, 200).Select(i => new PolicyUser($"user-{i}", ["dev"])).ToList();
        var before = Town.Document with { Users = [.. Town.Document.Users, .. people] };
        var given = new RoleAssignment("new", "namespace-admin", Town.Group("dev"), Town.Namespaces("prod", "shop"));

        var changes = Compare(before, before with { Assignments = before.Assignments.Add(given) });

        changes.Should().ContainSingle().Which.Users.Should().HaveCount(200);
        changes[0].Changes.Single(change => change.What == "shell").Why.Should().Be("Namespace Admin in namespace shop of cluster prod.");
    }

    private static IReadOnlyList<ClusterAccessChange> Compare(PolicyDocument before, PolicyDocument after) =>
        AccessComparison.Of(AccessSnapshot.Compile(before), AccessSnapshot.Compile(after), [Town.Prod, Other], Town.Now);

    private static IEnumerable<string> Lines(IEnumerable<ClusterAccessChange> changes) =>
        from cluster in changes
        from user in cluster.Users
        from change in cluster.Changes
        select $"{cluster.Cluster} {user}: {change.What} {change.From} > {change.To} in {change.Namespace ?? "all"}";
}
