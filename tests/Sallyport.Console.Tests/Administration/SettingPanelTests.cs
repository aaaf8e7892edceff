using Bunit;
using Sallyport.Access.Policy;
using Sallyport.Hub.Api;
using Sallyport.Hub.Console.Administration.Settings;

namespace Sallyport.Console.Tests.Administration;

/// <summary>The panel that changes a setting: what it asks, what it sends, and what it does when somebody was quicker.</summary>
public sealed class SettingPanelTests : BunitContext
{
    private const string Put = "PUT /api/v1/settings/secrets";
    private const string Own = "GET /api/v1/settings/exceptions/own";
    private static readonly DateTimeOffset Now = new(2030, 1, 2, 3, 0, 0, TimeSpan.Zero);

    private readonly ScriptedApi _api;
    private readonly List<string> _said = [];

    public SettingPanelTests()
    {
        _api = ScriptedApi.AddTo(this, new At(Now))
            .Answer("GET /api/v1/projects", Array.Empty<object>()).Answer("GET /api/v1/roles", Array.Empty<object>())
            .Answer("GET /api/v1/settings", new SettingsModel(Setting("hidden"), Setting("blocked"), Setting("blocked"), ""))
            .Answer(Own, OwnSetting("hidden", "ann", "a rule of the house"), "one")
            .Answer(Put, new WrittenSetting(Guid.Empty, []))
            .Answer("POST /api/v1/policy/preview", new PreviewAnswer(7, new PreviewPeople(214, 0), 12, [new PreviewSummary("secrets", "visible", true, 214, 12)], 1,
                [new PreviewItem("<b>eve</b>", "north", "shop", "secrets", "hidden", "visible", true, "")]));
    }

    [Fact]
    public void Panel_ShowsWhatIsSetThereAndWhoseAccessChanges()
    {
        var panel = Open();

        panel.Find(".admin-now").TextContent.Should().Contain("Set there now: hidden, by ann.").And.Contain("a rule of the house");
        panel.Shows("[data-testid=preview]", "This gives 214 people in 12 clusters access to Secrets.");
        panel.FindAll("[data-testid=preview] b").Should().BeEmpty("a name is text");
        _api.Asked("POST /api/v1/policy/preview")[^1].Body!["setting"]!["change"]!["value"]!.GetValue<string>().Should().Be("visible");
    }

    [Fact]
    public void Preview_IsNotAskedByWhoMayNotReadThePolicy() =>
        Open(mayPreview: false).FindAll("[data-testid=preview]").Should().BeEmpty();

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public async Task Save_WithoutAReason_AsksForOneAndSendsNothing(string reason)
    {
        var panel = Open();
        await panel.TypeAsync("[name=reason]", reason);

        await panel.SubmitAsync();

        panel.Shows("[role=alert]", "Say why");
        _api.Asked(Put).Should().BeEmpty();
    }

    [Fact]
    public async Task Save_SendsTheDraftWithTheTagOfWhatWasShown()
    {
        var panel = Open();
        await panel.TypeAsync("[name=reason]", " an outage ");
        await panel.ChooseAsync("2 hours");

        await panel.SubmitAsync();

        panel.WaitForAssertion(() => _said.Should().ContainSingle());
        var sent = _api.Asked(Put).Should().ContainSingle().Subject;
        sent.IfMatch.Should().Be("\"one\"");
        sent.Body!["reason"]!.GetValue<string>().Should().Be("an outage");
        sent.Body["expires"]!.GetValue<DateTimeOffset>().Should().Be(Now.AddHours(2));
        sent.Body["locked"].Should().BeNull();
        _said[0].Should().Be("Secrets is visible in the whole organization now.");
    }

    [Fact]
    public async Task Lock_IsOfferedForTheOrganizationsOwnAlone()
    {
        var panel = Open();
        await panel.ChangeAsync("input[type=checkbox]", true);
        await panel.TypeAsync("[name=reason]", "a rule");

        await panel.SubmitAsync();

        panel.WaitForAssertion(() => _api.Asked(Put).Should().ContainSingle().Which.Body!["locked"]!.GetValue<bool>().Should().BeTrue());
        await panel.ChooseAsync("2 hours");
        panel.FindAll("input[type=checkbox]").Should().BeEmpty();
    }

    [Fact]
    public async Task AnOwnTime_ThatIsNotGiven_IsAskedFor()
    {
        var panel = Open();
        await panel.TypeAsync("[name=reason]", "an outage");
        await panel.ChooseAsync("A time of my own");

        await panel.SubmitAsync();

        panel.Shows("[role=alert]", "Give the time");
        _api.Asked(Put).Should().BeEmpty();
    }

    [Fact]
    public async Task Save_WhenSomebodyWasQuicker_SaysWhatIsThereAndKeepsWhatWasTyped()
    {
        var panel = Open();
        await panel.TypeAsync("[name=reason]", "an outage");
        _api.Refuse(Put, 412, "The setting was changed meanwhile.").Answer(Own, OwnSetting("keys-only", "bob", "a compromise"), "two");

        await panel.SubmitAsync();

        panel.Shows("[role=alert]", "bob changed this while you were writing: it is keys only there now.");
        panel.Find("[name=reason]").GetAttribute("value").Should().Be("an outage");
        panel.Find("input[value=visible]").HasAttribute("checked").Should().BeTrue();
        _said.Should().BeEmpty();

        _api.Answer(Put, new WrittenSetting(Guid.Empty, []));
        await panel.SubmitAsync();
        panel.WaitForAssertion(() => _api.Asked(Put)[^1].IfMatch.Should().Be("\"two\""));
    }

    [Fact]
    public async Task Save_ThatIsRefused_SaysWhy()
    {
        _api.Refuse(Put, 409, "The setting is kept by the policy files of platform: change it there.");
        var panel = Open();
        await panel.TypeAsync("[name=reason]", "an outage");

        await panel.SubmitAsync();

        panel.Shows("[role=alert]", "kept by the policy files of platform");
    }

    private static SettingModel Setting(string value) => new(value, null, false, null, null, [], null, null, "own");

    private static SettingException OwnSetting(string value, string by, string reason) =>
        new("own", value, null, Scope.Organization, Subject.Everyone, null, reason, by, null, null, null, null);

    private IRenderedComponent<SettingPanel> Open(bool mayPreview = true)
    {
        var panel = Render<SettingPanel>(parameters => parameters.Add(p => p.Choice, SettingChoices.Find("secrets")!).Add(p => p.Value, "visible")
            .Add(p => p.MayPreview, mayPreview).Add(p => p.Organizations, true).Add(p => p.CloseHref, "/settings/access").Add(p => p.Saved, _said.Add));
        panel.WaitForAssertion(() => panel.Find(".admin-now").TextContent.Should().NotBeEmpty());
        return panel;
    }

    private sealed class At(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
