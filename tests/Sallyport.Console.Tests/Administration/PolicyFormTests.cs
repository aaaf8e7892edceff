using Bunit;
using Sallyport.Access.Policy;
using Sallyport.Hub.Api;
using Sallyport.Hub.Console.Administration.Delegations;
using Sallyport.Hub.Console.Administration.Frame;
using Sallyport.Hub.Console.Administration.Groups;
using Sallyport.Hub.Console.Administration.Guardrails;
using Sallyport.Hub.Console.Administration.Projects;
using Sallyport.Hub.Console.Administration.Roles;
using Sallyport.Hub.Storage;

namespace Sallyport.Console.Tests.Administration;

/// <summary>The forms of roles, guardrails, projects, delegations and groups: what they send, and what they show of what is there.</summary>
public sealed class PolicyFormTests : BunitContext
{
    private const string Hostile = "<img src=x onerror=alert(1)>";
    private const string Project = "/api/v1/projects/shop";
    private const string Role = "/api/v1/roles/log-reader";

    private readonly ScriptedApi _api;
    private readonly List<string> _said = [];

    public PolicyFormTests()
    {
        _api = ScriptedApi.AddTo(this).Answer("GET /api/v1/projects", new[] { Shop("Web shop", "shop") }).Answer("GET /api/v1/assignments", Array.Empty<object>())
            .Answer($"GET {Project}", Shop("Web shop", "shop"), "one").Answer($"PUT {Project}", Shop("Web shop", "shop"))
            .Answer($"GET {Role}", LogReader(Hostile), "3").Answer($"PUT {Role}", new WrittenRole("log-reader", 4));
    }

    [Fact]
    public async Task Project_Saved_SendsWhatItHoldsWithTheTagOfWhatWasShown()
    {
        var panel = Open<ProjectPanel>("Name", "shop");
        await panel.TypeAsync("input.mono", "shop, pay-*");

        await panel.SubmitAsync();

        panel.WaitForAssertion(() => _said.Should().ContainSingle());
        var sent = _api.Asked($"PUT {Project}").Single();
        sent.IfMatch.Should().Be("\"one\"");
        sent.Body!["title"]!.GetValue<string>().Should().Be("Web shop");
        sent.Body["scopes"]![0]!["namespaces"]!.ToJsonString().Should().Be("""["shop","pay-*"]""");
    }

    [Fact]
    public async Task Project_ThatSomebodyChangedMeanwhile_IsShownAsItIsAndWhatWasTypedStays()
    {
        var panel = Open<ProjectPanel>("Name", "shop");
        await panel.TypeAsync("[name=title]", "My words");
        _api.Refuse($"PUT {Project}", 412, "Project shop was changed meanwhile.").Answer($"GET {Project}", Shop("Their words", "shop-eu"), "two");

        await panel.SubmitAsync();

        panel.WaitForAssertion(() => panel.Find(".admin-meanwhile").TextContent.Should().Contain("Somebody changed this").And.Contain("namespace shop-eu"));
        panel.Find("[name=title]").GetAttribute("value").Should().Be("My words");
        _said.Should().BeEmpty();

        await panel.ClickAsync(".admin-meanwhile button");
        panel.Find("[name=title]").GetAttribute("value").Should().Be("Their words");
        panel.FindAll(".admin-meanwhile").Should().BeEmpty();
        _api.Answer($"PUT {Project}", Shop("Their words", "shop-eu"));
        await panel.SubmitAsync();
        panel.WaitForAssertion(() => _api.Asked($"PUT {Project}")[^1].IfMatch.Should().Be("\"two\""));
    }

    [Fact]
    public void Project_KeptByPolicyFiles_IsShownAndLocked()
    {
        _api.Answer($"GET {Project}", Shop("Web shop", "shop") with { Owner = "platform" }, "one");

        var panel = Open<ProjectPanel>("Name", "shop");

        panel.Find(".admin-readonly").TextContent.Should().Contain("policy files of platform");
        panel.FindAll("input, button[type=submit]").Should().BeEmpty();
    }

    [Fact]
    public async Task Role_ThatIsWrongInSeveralWays_HasEachOfThemListed()
    {
        _api.Refuse($"PUT {Role}", 400, "rules[0] names no verbs.", "rules[1] has no resource \"<b>\".");
        var form = Open<RoleForm>("Name", "log-reader");

        await form.SubmitAsync();

        form.WaitForAssertion(() => form.FindAll("[role=alert] li").Select(one => one.TextContent).Should().Equal("rules[0] names no verbs.", "rules[1] has no resource \"<b>\"."));
        form.FindAll("[role=alert] b").Should().BeEmpty();
    }

    [Fact]
    public async Task Role_Made_SendsItsRulesAndOnlyWhereThereIsNone()
    {
        var form = Open<RoleForm>("Name", "");
        await form.TypeAsync("[name=name]", "log-reader");
        await form.ChangeAsync("[data-rule='rules[0]'] input[type=checkbox]", true);
        await form.TypeAsync("[data-rule='rules[0]'] .admin-field input", "pods/log events");

        await form.SubmitAsync();

        form.WaitForAssertion(() => _said.Should().ContainSingle());
        _api.Asked($"PUT {Role}").Single().Body!.ToJsonString().Should().Be(
            """{"readOnly":true,"rules":[{"verbs":["get"],"apiGroups":[""],"resources":["pods/log","events"]}],"clusterRules":[],"wholeClusterRules":[],"administersProjects":false}""");
    }

    [Fact]
    public void Role_Shown_IsTextWhateverItsTitleSays()
    {
        var panel = Open<RolePanel>("Name", "log-reader");

        panel.FindAll("img").Should().BeEmpty();
        panel.Find("h2").TextContent.Should().Be(Hostile);
        panel.Find(".rule-list li").TextContent.Should().Contain("get, list").And.Contain("pods, deployments").And.Contain("of core, apps").And.Contain("named web");
        panel.FindAll("button[type=submit]").Should().BeEmpty();
    }

    [Fact]
    public async Task Guardrail_Made_SendsWhomItLetsPass()
    {
        _api.Answer("POST /api/v1/guardrails", new GuardrailModel("no-shells", []));
        var panel = Open<GuardrailPanel>("Name", "");
        await panel.TypeAsync("[name=name]", "no-shells");
        await panel.TypeAsync("[name=groups]", "sre, platform");
        await panel.TypeAsync("[name=users]", "ann");

        await panel.SubmitAsync();

        panel.WaitForAssertion(() => _api.Asked("POST /api/v1/guardrails").Single().Body!["except"]!.ToJsonString().Should().Be(
            """[{"kind":"group","name":"sre"},{"kind":"group","name":"platform"},{"kind":"user","name":"ann"}]"""));
    }

    [Fact]
    public async Task Delegation_Made_SaysHowFarEachSettingGoes()
    {
        _api.Answer("POST /api/v1/delegations", null);
        var panel = Open<DelegationPanel>("Id", "");
        await panel.TypeAsync("[name=subject]", "ann");
        await panel.ChangeAsync("[name=secrets]", "keys-only");
        await panel.ChangeAsync("[name=shell]", "listed-commands");
        await panel.ChangeAsync("[name=commands]", "ls *\n\n cat /etc/hosts ");
        await panel.TypeAsync("[name=reason]", "nights");

        await panel.SubmitAsync();

        panel.WaitForAssertion(() => _said.Should().ContainSingle());
        var sent = _api.Asked("POST /api/v1/delegations").Single().Body!;
        sent["capabilities"]!.ToJsonString().Should().Be("""{"secrets":"keys-only","shell":"listed-commands"}""");
        sent["commands"]!.ToJsonString().Should().Be("""["ls *","cat /etc/hosts"]""");
        sent["user"]!.GetValue<string>().Should().Be("ann");
    }

    [Fact]
    public async Task Group_ThatSomebodyJoins_ChangesWhatWasGivenHereAndLeavesTheProvidersGroupsToIt()
    {
        var ann = new UserModel("ann", UserKind.Person, ["by-provider", "dev"], ["dev"], false, null);
        _api.Answer("GET /api/v1/users", Array.Empty<object>()).Answer("GET /api/v1/users/ann", ann, "seven").Answer("PATCH /api/v1/users/ann", ann);
        var panel = Open<GroupPanel>("Name", "sre");
        await panel.TypeAsync("[name=user]", "ann");

        await panel.SubmitAsync();

        panel.WaitForAssertion(() => _said.Should().Equal("ann is in group sre now."));
        var sent = _api.Asked("PATCH /api/v1/users/ann").Single();
        sent.IfMatch.Should().Be("\"seven\"");
        sent.Body!.ToJsonString().Should().Be("""{"groups":["dev","sre"]}""");
    }

    private static ProjectModel Shop(string title, string ns) => new("shop", title, [new Scope { Kind = ScopeKind.Namespace, Namespaces = [ns] }], null);

    private static RoleModel LogReader(string title) => new(
        "log-reader", title, true, false, 3, [new RuleModel(["get", "list"], ["", "apps"], ["pods", "deployments"], ["web"])], [], null, null, null, null);

    private IRenderedComponent<T> Open<T>(string parameter, string value)
        where T : EditPanel
    {
        var panel = Render<T>(parameters =>
        {
            parameters.Add(p => p.CloseHref, "/settings").Add(p => p.MayChange, typeof(T) != typeof(RolePanel)).Add(p => p.Saved, _said.Add);
            parameters.TryAdd(parameter, value);
        });
        panel.WaitForAssertion(() => panel.Instance.Loaded.Should().BeTrue());
        return panel;
    }
}
