using CsCheck;
using Sallyport.Access.Decisions;
using Sallyport.Access.Enforcement;
using Sallyport.Access.Policy;
using static Sallyport.Access.Policy.SettingLevel;
using static Sallyport.Access.Tests.Decisions.Town;

namespace Sallyport.Access.Tests.Decisions;

/// <summary>Settings have three levels: the middle one restricts what is wider and opens what is narrower.</summary>
public sealed class SettingLevelTests
{
    private const string User = "organization-read-only";
    private const string InShop = "GET /api/v1/namespaces/shop/secrets";
    private const string Everywhere = "GET /api/v1/secrets";
    private static readonly Subject Staff = Group("staff");
    private static readonly Scope Unreadable = new() { Kind = ScopeKind.Cluster, ClusterSelector = "((" };
    private static readonly Scope Unknown = new() { Kind = ScopeKind.Namespace, NamespaceSelector = "tier=vault" };

    public static TheoryData<string, AccessSetting[], SettingLevel> Cases { get; } = new()
    {
        { "keys-only for everyone", [At(Limited)], Limited },
        { "keys-only loosens a wider block", [At(Closed), At(Limited, Clusters("prod"))], Limited },
        { "keys-only restricts a wider opening", [At(Open), At(Limited, Namespaces("", "shop"))], Limited },
        { "a narrower opening loosens keys-only", [At(Limited), At(Open, subject: Staff)], Open },
        { "a narrower block restricts keys-only", [At(Limited), At(Closed, subject: Staff)], Closed },
        { "neither is narrower in both, the strictest holds", [At(Limited, subject: Staff), At(Open, Namespaces("", "shop"))], Limited },
        { "three deep", [At(Closed), At(Open, Clusters("prod")), At(Limited, Namespaces("", "shop"))], Limited },
        { "three deep, the other way", [At(Open), At(Closed, Clusters("prod")), At(Limited, Namespaces("", "shop"))], Limited },
        { "a locked keys-only is loosened by nothing", [At(Limited) with { Locked = true }, At(Open, Namespaces("", "shop"), Staff)], Limited },
        { "a locked keys-only may be tightened", [At(Limited) with { Locked = true }, At(Closed, Namespaces("", "shop"))], Closed },
        { "a locked block stays", [At(Closed) with { Locked = true }, At(Limited, Namespaces("", "shop"), Staff)], Closed },
        { "keys-only that cannot be read restricts everywhere", [At(Open, Namespaces("", "shop"), Staff), At(Limited, Unreadable)], Limited },
        { "keys-only that cannot be read opens nothing", [At(Limited, Unreadable)], Closed },
        { "one that has expired is gone", [At(Open), At(Limited, Namespaces("", "shop")) with { Expires = Now }], Open },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Decide_SecretsInShop_AsTheSettingsResolve(string what, AccessSetting[] settings, SettingLevel level)
    {
        foreach (var document in (PolicyDocument[])[With(settings), With([.. settings.Reverse()])])
        {
            var decision = document.Decide(User, InShop);

            decision.Level.Should().Be(level, what);
            decision.Allowed.Should().Be(level != Closed, what);
            (decision.Allowed ? decision.Variant : GroupVariant.Member).Should().Be(
                level switch { Open => GroupVariant.Secrets, Limited => GroupVariant.KeysOnly, _ => GroupVariant.Member }, what);
        }
    }

    [Fact]
    public void Decide_ANamespaceNotYetKnown_CountsForWhatKeysOnlyRestrictsAndNotForWhatItOpens()
    {
        With(At(Open), At(Limited, Unknown)).Decide(User, "GET /api/v1/namespaces/fresh/secrets").Level.Should().Be(Limited);
        With(At(Limited, Unknown)).Decide(User, "GET /api/v1/namespaces/fresh/secrets").Level.Should().Be(Closed);
    }

    [Fact]
    public void Decide_AcrossNamespaces_TheStrictestOfAll()
    {
        var keysInOne = With(At(Open), At(Limited, Namespaces("", "payments")));
        keysInOne.Decide(User, Everywhere).Group.Name.Should().Be("sallyport:organization-read-only:1:keys-only:cluster");
        keysInOne.Decide(User, InShop).Group.Name.Should().Be("sallyport:organization-read-only:1:secrets:ns:shop");
        keysInOne.Decide(User, "GET /api/v1/namespaces/payments/secrets").Group.Name.Should().Be("sallyport:organization-read-only:1:keys-only:ns:payments");

        var closedInOne = With(At(Limited), At(Closed, Namespaces("", "payments")));
        closedInOne.Decide(User, Everywhere).Should().Match<Decision>(d => !d.Allowed && d.By == DecidedBy.Setting && d.Level == Closed);
        closedInOne.Explain(User, Everywhere).Should().Contain("closes namespace payments").And.NotContain("shop");

        With(At(Limited), At(Open, Namespaces("", "shop"))).Decide(User, Everywhere).Level.Should().Be(Limited);
    }

    [Theory]
    [InlineData("GET /apis/aggregated.example.com/v1/namespaces/shop/secrets")]
    [InlineData("GET /apis/example.com/v1/namespaces/shop/gadgets/g/secrets")]
    public void Decide_KeysOnly_LeavesOutWhatTheAgentCannotRedact(string line) =>
        With(At(Limited)).Decide(User, line).Allowed.Should().BeFalse();

    [Theory]
    [InlineData("POST /api/v1/namespaces/shop/secrets")]
    [InlineData("PUT /api/v1/namespaces/shop/secrets/s")]
    [InlineData("PATCH /api/v1/namespaces/shop/secrets/s")]
    [InlineData("DELETE /api/v1/namespaces/shop/secrets/s")]
    public void Decide_KeysOnly_RefusesWritesAndSaysWhy(string line)
    {
        With(At(Limited)).Decide(User, line).Allowed.Should().BeFalse();
        With(At(Limited)).Explain(User, line).Should().Contain("is read-only").And.Contain("placeholders over the real values");
        With(At(Open)).Explain(User, line).Should().NotContain("placeholders");
    }

    [Fact]
    public void Decide_AnotherAssignmentShowsTheValues_ThatOneIsUsed()
    {
        var both = With(At(Limited, subject: Role("namespace-read-only")), At(Open, subject: Role("organization-read-only"))) with
        {
            Assignments = [Assign("namespace-read-only", Namespaces("prod", "shop"), "stranger"), Assign("organization-read-only", Scope.Organization, "stranger")],
        };

        both.Decide("stranger", InShop).Variant.Should().Be(GroupVariant.Secrets);
        both.Decide("stranger", InShop, Prod with { Ceiling = Ceiling.Parse("read-only+keys-only") })
            .Should().Match<Decision>(d => d.Allowed && d.Variant == GroupVariant.KeysOnly);
    }

    [Fact]
    public void Decide_OneSettingOpenedFurther_NeverClosesAnything() =>
        Gen.Select(AnySetting.Array[1, 5], Gen.Int[0, 4], Gen.Enum<SettingLevel>()).Sample((settings, index, level) =>
        {
            var at = index % settings.Length;
            var further = settings.ToArray();
            further[at] = settings[at] with { Level = (SettingLevel)Math.Max((int)settings[at].Level, (int)level), Locked = false };
            settings[at] = settings[at] with { Locked = false };

            return With(settings).Decide(User, InShop).Level <= With(further).Decide(User, InShop).Level;
        });

    [Fact]
    public void Decide_AnySettings_AsTheRuleSaysInWords() =>
        AnySetting.Array[0, 6].Sample(settings =>
        {
            // A setting overrides another only if at least as narrow in both and narrower in one; then the strictest holds.
            var holding = settings.Where(setting => Place(setting) is not null).ToArray();
            var standing = holding.Where(setting => setting.Locked && setting.Level != Open || !holding.Any(other => Overrides(other, setting))).ToArray();
            var expected = standing.Length == 0 ? Closed : standing.Min(setting => setting.Level);

            // What is locked shut counts beside the others; by itself it opens no further than something does.
            return With(settings).Decide(User, InShop).Level == expected;
        }, iter: 20_000);

    private static bool Overrides(AccessSetting other, AccessSetting setting) =>
        Place(other) >= Place(setting) && Narrowness(other) >= Narrowness(setting) &&
        (Place(other) > Place(setting) || Narrowness(other) > Narrowness(setting));

    private static int Narrowness(AccessSetting setting) => setting.Subject.Kind == SubjectKind.Everyone ? 0 : 1;

    /// <summary>How narrow a place is that holds in shop; null elsewhere.</summary>
    private static int? Place(AccessSetting setting) => setting.Place switch
    {
        { Kind: ScopeKind.Organization } => 0,
        { Kind: ScopeKind.Cluster } => 1,
        { Kind: ScopeKind.Project } => 2,
        _ => setting.Place.Namespaces.Contains("shop") ? 3 : null,
    };

    private static readonly Gen<AccessSetting> AnySetting =
        from level in Gen.Enum<SettingLevel>()
        from place in Gen.OneOf(Scope.Organization, Clusters("prod"), ShopProject, Namespaces("", "shop"), Namespaces("prod", "payments"))
        from subject in Gen.OneOf(Subject.Everyone, Staff, Role(User))
        from locked in Gen.Int[0, 9]
        select Setting(Capability.Secrets, level, place, subject, locked == 0);

    private static AccessSetting At(SettingLevel level, Scope? place = null, Subject? subject = null) => Setting(Capability.Secrets, level, place, subject);
}
