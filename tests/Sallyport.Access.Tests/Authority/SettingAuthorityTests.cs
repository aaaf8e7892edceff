using Sallyport.Access.Authority;
using Sallyport.Access.Decisions;
using Sallyport.Access.Policy;
using Sallyport.Access.Tests.Decisions;

namespace Sallyport.Access.Tests.Authority;

/// <summary>Who makes which setting where, and takes it back.</summary>
public sealed class SettingAuthorityTests
{
    private const string ReadSecret = "GET /api/v1/namespaces/shop/secrets/db";
    private static readonly Scope Shop = Town.Namespaces("prod", "shop");
    private static readonly DateTimeOffset Soon = Town.Now.AddHours(1);

    private static readonly DelegatedCapability Ls = new(Capability.Shell, SettingLevel.Limited) { Commands = ["ls **"] };

    private static readonly PolicyDocument Document = Town.Document with
    {
        Users = [.. Town.Document.Users, new PolicyUser("oncall", ["oncall"])],
        Delegations =
        [
            new Delegation("d-secrets", new Subject(SubjectKind.User, "stranger"), Town.ShopProject, [new(Capability.Secrets, SettingLevel.Limited)], "shop", "ada"),
            new Delegation("d-oncall", Town.Group("oncall"), Town.Clusters("prod"), [new(Capability.Secrets, SettingLevel.Open), Ls], "on call", "ada", Soon),
        ],
    };

    public static TheoryData<string, AccessSetting, AuthorityBasis> Made => new()
    {
        { "organization-admin", Town.Setting(Capability.Secrets, SettingLevel.Open, locked: true), AuthorityBasis.Organization },
        { "project-admin", Town.Setting(Capability.Secrets, SettingLevel.Closed, Town.ShopProject), AuthorityBasis.Project },
        { "project-admin", Town.Setting(Capability.Shell, SettingLevel.Closed, Shop, Town.Group("staff")), AuthorityBasis.Project },
        { "project-admin", Town.Setting(Capability.Secrets, SettingLevel.Limited, Shop), AuthorityBasis.Project },
        { "stranger", Town.Setting(Capability.Secrets, SettingLevel.Limited, Town.ShopProject), AuthorityBasis.Delegation },
        { "stranger", Town.Setting(Capability.Secrets, SettingLevel.Closed, Shop), AuthorityBasis.Delegation },
        { "stranger", Town.Setting(Capability.Secrets, SettingLevel.Limited, Shop, Town.Role("project-read-only")), AuthorityBasis.Delegation },
        { "oncall", Town.Setting(Capability.Secrets, SettingLevel.Open, Shop) with { Expires = Soon }, AuthorityBasis.Delegation },
        { "oncall", Town.Setting(Capability.Shell, SettingLevel.Limited, Shop) with { Expires = Soon, Commands = ["ls **"] }, AuthorityBasis.Delegation },
    };

    public static TheoryData<string, AccessSetting, string> Refused => new()
    {
        { "project-admin", Town.Setting(Capability.Secrets, SettingLevel.Open, Shop), "project admins tighten settings" },
        { "project-admin", Town.Setting(Capability.Secrets, SettingLevel.Closed), "not wholly inside project shop" },
        { "project-admin", Town.Setting(Capability.Secrets, SettingLevel.Closed, Town.Clusters("prod")), "not wholly inside project shop" },
        { "project-admin", Town.Setting(Capability.Secrets, SettingLevel.Closed, Town.Namespaces("prod", "default")), "not wholly inside project shop" },
        { "project-admin", Town.Setting(Capability.Secrets, SettingLevel.Closed, Town.ShopProject, locked: true), "lock" },
        { "stranger", Town.Setting(Capability.Secrets, SettingLevel.Open, Shop), "as far as keys-only" },
        { "stranger", Town.Setting(Capability.Shell, SettingLevel.Limited, Shop), "those they delegated it to" },
        { "stranger", Town.Setting(Capability.Secrets, SettingLevel.Limited), "those they delegated it to" },
        { "stranger", Town.Setting(Capability.Secrets, SettingLevel.Limited, Town.Clusters("prod")), "those they delegated it to" },
        { "stranger", Town.Setting(Capability.Secrets, SettingLevel.Limited, Shop, locked: true), "lock" },
        { "oncall", Town.Setting(Capability.Secrets, SettingLevel.Open, Shop), "ends no later" },
        { "oncall", Town.Setting(Capability.Secrets, SettingLevel.Open, Shop) with { Expires = Soon.AddSeconds(1) }, "ends no later" },
        { "oncall", Town.Setting(Capability.Shell, SettingLevel.Open, Shop) with { Expires = Soon }, "as far as listed commands" },
        { "oncall", Town.Setting(Capability.Shell, SettingLevel.Limited, Shop) with { Expires = Soon, Commands = ["ls **", "sh -c **"] }, "with these commands" },
        { "project-read-only", Town.Setting(Capability.Secrets, SettingLevel.Closed, Shop), "only Organization Admins do" },
        { "namespace-admin", Town.Setting(Capability.Secrets, SettingLevel.Closed, Shop), "only Organization Admins do" },
        { "nobody", Town.Setting(Capability.Secrets, SettingLevel.Closed, Shop), "only Organization Admins do" },
    };

    [Theory]
    [MemberData(nameof(Made))]
    public void Setting_WithinWhatIsTheirs_IsMade(string user, AccessSetting setting, AuthorityBasis basis) =>
        Ask(user, new SettingMade(setting)).Basis.Should().Be(basis);

    [Theory]
    [MemberData(nameof(Refused))]
    [CatalogueRow(241)]
    public void Setting_BeyondWhatIsTheirs_IsRefusedInWords(string user, AccessSetting setting, string sentence)
    {
        var answer = Ask(user, new SettingMade(setting));

        answer.Allowed.Should().BeFalse();
        answer.Words.Should().Contain(sentence).And.EndWith("Ask organization-admin.");
    }

    [Theory]
    [InlineData("organization-admin", "", "", true)]
    [InlineData("organization-admin", "shop", "", true)]
    [InlineData("organization-admin", "", "d-secrets", true)]
    [InlineData("project-admin", "shop", "", true)]
    [InlineData("project-admin", "all-of-prod", "", false)]
    [InlineData("project-admin", "", "", false)]
    [InlineData("project-admin", "", "d-secrets", false)]
    [InlineData("stranger", "", "d-secrets", true)]
    [InlineData("stranger", "", "d-oncall", false)]
    [InlineData("stranger", "shop", "", false)]
    [InlineData("stranger", "", "", false)]
    [CatalogueRow(241)]
    public void Setting_MadeByAnotherRight_IsNotTakenAway(string user, string tightenedBy, string delegation, bool allowed) =>
        Ask(user, new SettingTaken(Town.Setting(Capability.Secrets, SettingLevel.Closed, Shop) with { TightenedBy = tightenedBy, Delegation = delegation, SetBy = "ada" }))
            .Allowed.Should().Be(allowed);

    [Theory]
    [InlineData(SettingLevel.Closed)]
    [InlineData(SettingLevel.Limited)]
    [CatalogueRow(241)]
    public void Tightening_OfAProject_NeverOpensMoreThanTheOrganizationDid(SettingLevel level)
    {
        var tightening = Town.Setting(Capability.Secrets, level, Shop, Town.Role("project-read-only")) with { TightenedBy = "shop" };

        Level(tightening).Should().Be(SettingLevel.Closed, "the default is closed");
        Level(Town.Setting(Capability.Secrets, SettingLevel.Closed), tightening).Should().Be(SettingLevel.Closed, "what is wider closed it");
        Level(Town.Setting(Capability.Secrets, SettingLevel.Open), tightening).Should().Be(level, "what is wider opened it");
    }

    [Fact]
    [CatalogueRow(241)]
    public void Relaxing_UnderADelegation_CountsAsLongAndAsFarAsTheDelegationDoes()
    {
        var relaxing = Town.Setting(Capability.Secrets, SettingLevel.Limited, Shop) with { Delegation = "d-secrets" };

        Level(relaxing).Should().Be(SettingLevel.Limited);
        Level(relaxing with { Delegation = "gone" }).Should().Be(SettingLevel.Closed, "the delegation was taken away");
        Level(relaxing with { Level = SettingLevel.Open }).Should().Be(SettingLevel.Closed, "it does not go so far any more");
        Level(relaxing with { Place = Town.Clusters("prod") }).Should().Be(SettingLevel.Closed, "it does not reach so wide any more");
        Level(relaxing, Town.Setting(Capability.Secrets, SettingLevel.Closed, locked: true)).Should().Be(SettingLevel.Closed, "a lock is a lock");
        var oncall = relaxing with { Delegation = "d-oncall", Level = SettingLevel.Open };
        Level(oncall).Should().Be(SettingLevel.Open);
        LevelAt(Soon, oncall).Should().Be(SettingLevel.Closed, "the delegation has ended");
        AccessSnapshot.Compile(Document with { Settings = [oncall] }).NextExpiry(Town.Now).Should().Be(Soon);
    }

    private static SettingLevel Level(params AccessSetting[] settings) => LevelAt(Town.Now, settings);

    private static SettingLevel LevelAt(DateTimeOffset now, params AccessSetting[] settings) =>
        AccessSnapshot.Compile(Document with { Settings = [.. settings] }).Decide("project-read-only", Town.Prod, Town.Request(ReadSecret), now).Level;

    private static AuthorityAnswer Ask(string user, PolicyChange change) =>
        ChangeAuthority.Ask(AccessSnapshot.Compile(Document), user, change, Town.Now);
}
