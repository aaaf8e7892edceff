using System.Collections.Frozen;
using Sallyport.Access.Decisions;
using Sallyport.Access.Policy;
using static Sallyport.Access.Tests.Decisions.Town;

namespace Sallyport.Access.Tests.Decisions;

/// <summary>Which setting holds: the narrower overrides the wider in place and subject together, else the strictest.</summary>
public sealed class SettingResolutionTests
{
    private const string User = "organization-read-only";
    private static readonly Scope Everywhere = Scope.Organization;
    private static readonly Scope Prods = new() { Kind = ScopeKind.Cluster, ClusterSelector = "env=prod" };
    private static readonly Scope Labelled = new() { Kind = ScopeKind.Namespace, NamespaceSelector = "kubernetes.io/metadata.name in (shop)" };
    private static readonly Subject Readers = Group("organization-read-onlys");
    private static readonly Subject Staff = Group("staff");
    private static readonly Subject ByRole = Role(User);

    public static TheoryData<string, AccessSetting[], bool> Cases { get; } = new()
    {
        { "nothing set", [], false },
        { "open for everyone everywhere", [Open()], true },
        { "a group is narrower than everyone", [Shut(), Open(subject: Staff)], true },
        { "a block for a group is narrower too", [Open(), Shut(subject: Staff)], false },
        { "two groups are equal, the strictest holds", [Open(subject: Staff), Shut(subject: Readers)], false },
        { "a role and a group are equal", [Open(subject: ByRole), Shut(subject: Staff)], false },
        { "a role-wide allow does not open a namespace blocked for everyone", [Open(subject: ByRole), Shut(Namespaces("", "shop"))], false },
        { "a group allowed in the namespace does", [Open(subject: ByRole), Shut(Namespaces("", "shop")), Open(Namespaces("", "shop"), Staff)], true },
        { "a namespace is narrower than its cluster", [Shut(Clusters("prod")), Open(Namespaces("prod", "shop"))], true },
        { "a namespace project is narrower than its cluster", [Shut(Clusters("prod")), Open(ShopProject)], true },
        { "a namespace is narrower than its project", [Open(ShopProject), Shut(Namespaces("prod", "shop"))], false },
        { "a cluster is narrower than a cluster selector", [Shut(Prods), Open(Clusters("prod"))], true },
        { "a cluster selector does not override the cluster", [Shut(Clusters("prod")), Open(Prods)], false },
        { "two selectors of namespaces are equal", [Open(Labelled), Shut(new() { Kind = ScopeKind.Namespace, Namespaces = ["sh*"] })], false },
        { "a name is narrower than a glob", [Shut(new() { Kind = ScopeKind.Namespace, Namespaces = ["sh*"] }), Open(Namespaces("", "shop"))], true },
        { "narrower in place, wider in subject: both stand, the strictest holds", [Shut(subject: Staff), Open(Namespaces("", "shop"))], false },
        { "another namespace's block is not asked", [Open(), Shut(Namespaces("", "payments"))], true },
        { "another group's opening is not asked", [Open(subject: Group("others"))], false },
        { "another role's opening is not asked", [Open(subject: Role("project-read-only"))], false },
        { "a locked block is loosened by nothing", [Shut() with { Locked = true }, Open(Namespaces("prod", "shop"), Staff)], false },
        { "a locked opening may be tightened", [Open() with { Locked = true }, Shut(Namespaces("prod", "shop"))], false },
        { "one that has expired is gone", [Open() with { Expires = Now }], false },
        { "one that has not is there", [Open() with { Expires = Now.AddSeconds(1) }], true },
        { "a block over a block over an opening", [Open(subject: Staff), Shut(Clusters("prod"), Staff), Open(Namespaces("prod", "shop"))], false },
        { "an opening that cannot be read opens nothing", [Open(new() { Kind = ScopeKind.Cluster, ClusterSelector = "((" })], false },
        { "a block that cannot be read holds everywhere", [Open(Namespaces("prod", "shop"), Staff), Shut(new() { Kind = ScopeKind.Project, Project = "gone" })], false },
        { "another capability's setting is not asked", [Open() with { Capability = Capability.Shell }], false },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Decide_SecretsInShop_AsTheSettingsResolve(string what, AccessSetting[] settings, bool visible)
    {
        var prod = Prod with { Labels = new Dictionary<string, string> { ["env"] = "prod" }.ToFrozenDictionary() };

        With(settings).Decide(User, "GET /api/v1/namespaces/shop/secrets", prod).Allowed.Should().Be(visible, what);
        With([.. settings.Reverse()]).Decide(User, "GET /api/v1/namespaces/shop/secrets", prod).Allowed.Should().Be(visible, what + ", in another order");
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Decide_EveryCombination_OpensOnlyItsOwnDoor(bool secrets, bool shell)
    {
        var document = With(Setting(Capability.Secrets, secrets), Setting(Capability.Shell, shell));

        foreach (var user in new[] { "organization-read-only", "project-read-only", "namespace-read-only" })
        {
            document.Decide(user, "GET /api/v1/namespaces/shop/secrets/s").Allowed.Should().Be(secrets);
            document.Decide(user, "GET /api/v1/namespaces/shop/secrets?watch=true").Allowed.Should().Be(secrets);
            document.Decide(user, "POST /api/v1/namespaces/shop/pods/p/exec?command=sh").Allowed.Should().Be(shell);
            document.Decide(user, "GET /api/v1/namespaces/shop/pods/p/attach").Allowed.Should().Be(shell);
            // An ephemeral container can take any Secret of its namespace into its environment: neither door opens it.
            document.Decide(user, "PATCH /api/v1/namespaces/shop/pods/p/ephemeralcontainers").Allowed.Should().BeFalse();
            document.Decide(user, "GET /api/v1/namespaces/shop/pods/p/portforward").Allowed.Should().BeFalse();
        }
    }

    [Fact]
    public void Decide_SecretsAcrossNamespaces_AreRefusedWhereOneNamespaceIsClosed()
    {
        var open = With(Open());
        var closed = With(Open(), Shut(Namespaces("", "payments")));

        open.Decide(User, "GET /api/v1/secrets").Group.Name.Should().Be("sallyport:organization-read-only:1:secrets:cluster");
        var refusal = closed.Decide(User, "GET /api/v1/secrets");
        refusal.By.Should().Be(DecidedBy.Setting);
        closed.Explain(User, "GET /api/v1/secrets").Should().Contain("closes namespace payments").And.NotContain("shop");
        With(Open(), Shut(Namespaces("", "elsewhere"))).Decide(User, "GET /api/v1/secrets").Allowed.Should().BeTrue();
    }

    [Fact]
    public void Decide_WhereOneNamespaceIsClosed_TheOthersUseAGroupOfTheirOwn()
    {
        var closed = With(Open(), Shut(Namespaces("", "payments")));

        closed.Decide(User, "GET /api/v1/namespaces/shop/secrets").Group.Name.Should().Be("sallyport:organization-read-only:1:secrets:ns:shop");
        With(Open()).Decide(User, "GET /api/v1/namespaces/shop/secrets").Group.Name.Should().Be("sallyport:organization-read-only:1:secrets:cluster");
    }

    [Fact]
    public void Decide_ANamespaceNotYetKnown_CountsForBlocksAndNotForOpenings()
    {
        var selector = new Scope { Kind = ScopeKind.Namespace, NamespaceSelector = "tier=vault" };

        With(Open(), Shut(selector)).Decide(User, "GET /api/v1/namespaces/fresh/secrets").Allowed.Should().BeFalse();
        With(Open(selector)).Decide(User, "GET /api/v1/namespaces/fresh/secrets").Allowed.Should().BeFalse();
    }

    [Fact]
    public void Decide_AdminRoles_AreNotHeldBackBySettings() =>
        With(Shut() with { Locked = true }).Decide("namespace-admin", "GET /api/v1/namespaces/shop/secrets").Allowed.Should().BeTrue();

    private static AccessSetting Open(Scope? place = null, Subject? subject = null) => Setting(Capability.Secrets, true, place ?? Everywhere, subject);

    private static AccessSetting Shut(Scope? place = null, Subject? subject = null) => Setting(Capability.Secrets, false, place ?? Everywhere, subject);
}
