using System.Collections.Immutable;
using Sallyport.Access.Decisions;
using Sallyport.Access.Enforcement;
using Sallyport.Access.Policy;
using Sallyport.Access.Requests;
using static Sallyport.Access.Tests.Decisions.Town;

namespace Sallyport.Access.Tests.Decisions;

/// <summary>Where <c>shell</c> is at listed commands, those run and nothing else does.</summary>
public sealed class ListedCommandsTests
{
    private const string User = "organization-read-only";
    private const string Pod = "/api/v1/namespaces/shop/pods/p";
    private static readonly PolicyDocument Listed = With(Lists(["ls **", "cat /var/log/*", "jcmd 1 Thread.print"]));

    public static TheoryData<string, bool> Requests { get; } = new()
    {
        { $"POST {Pod}/exec?command=ls&stdout=true&stderr=true", true },
        { $"GET {Pod}/exec?command=ls&command=/tmp&stdout=true", true },
        { $"POST {Pod}/exec?command=cat&command=%2Fvar%2Flog%2Fapp.log&stdout=true", true },
        { $"POST {Pod}/exec?command=cat&command=/var/log/app.log&container=sidecar&stdout=true", true },
        { $"POST {Pod}/exec?command=jcmd&command=1&command=Thread.print&stdin=false&tty=false", true },
        { $"POST {Pod}/exec?command=ls&stdin=true", false },
        { $"POST {Pod}/exec?command=ls&tty=true", false },
        { $"POST {Pod}/exec?command=ls&stdin", false },
        { $"POST {Pod}/exec?command=ls&tty=", false },
        { $"POST {Pod}/exec?command=ls&tty=0", false },
        { $"POST {Pod}/exec?command=ls&stdin=False", false },
        { $"POST {Pod}/exec?command=sh", false },
        { $"POST {Pod}/exec?command=sh&command=-c&command=ls", false },
        { $"POST {Pod}/exec?command=ls%20-l", false },
        { $"POST {Pod}/exec?command=LS", false },
        { $"POST {Pod}/exec?command=--&command=ls", false },
        { $"POST {Pod}/exec?command=&command=ls", false },
        { $"POST {Pod}/exec?command", false },
        { $"POST {Pod}/exec", false },
        { $"POST {Pod}/exec?command=cat&command=/var/log/../../etc/shadow", false },
        { $"POST {Pod}/exec?command=cat&command=/var/log/%2e%2e%2f%2e%2e%2fetc%2fshadow", false },
        { $"POST {Pod}/exec?command=cat&command=/var/log/a%0A", false },
        { $"POST {Pod}/attach", false },
        { $"GET {Pod}/attach?stdin=true", false },
        { $"PATCH {Pod}/ephemeralcontainers", false },
        { "GET /api/v1/nodes/n1/proxy/run/shop/p/c?cmd=ls", false },
        { "GET /apis/subresources.kubevirt.io/v1/namespaces/shop/virtualmachineinstances/vm/console", false },
        { "POST /api/v1/namespaces/sallyport/pods/agent/exec?command=ls", false },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public void Decide_ListedCommands_AllowsThoseAlone(string line, bool allowed)
    {
        var decision = Listed.Decide(User, line);

        decision.Allowed.Should().Be(allowed);
        if (allowed)
        {
            decision.Should().Match<Decision>(d => d.Variant == GroupVariant.Commands && d.Level == SettingLevel.Limited);
        }
    }

    [Theory]
    [InlineData("%00")]
    [InlineData("%ff")]
    [InlineData("%c0%ae")]
    public void Parse_AnArgumentThatIsNoText_IsNotUnderstood(string argument) =>
        RequestParser.Parse("POST", $"{Pod}/exec?command=ls&command={argument}").Understood.Should().BeFalse();

    [Fact]
    public void Decide_TwoListsThatHold_BothMustListIt()
    {
        var both = With(
            Lists(["ls", "ps"]) with { Id = "staff", Subject = Group("staff") },
            Lists(["ps", "id"]) with { Id = "readers", Subject = Group("organization-read-onlys") });

        both.Decide(User, Exec("ps")).Allowed.Should().BeTrue();
        both.Decide(User, Exec("ls")).Setting!.Id.Should().Be("readers");
        both.Decide(User, Exec("id")).Setting!.Id.Should().Be("staff");
    }

    [Fact]
    public void Decide_ANarrowerList_TakesTheWidersPlace()
    {
        var narrower = With(Lists(["ls"]), Lists(["ps"]) with { Place = Namespaces("", "shop") });

        narrower.Decide(User, Exec("ps")).Allowed.Should().BeTrue();
        narrower.Decide(User, Exec("ls")).Allowed.Should().BeFalse();
        narrower.Decide(User, Exec("ls").Replace("shop", "payments")).Allowed.Should().BeTrue();
    }

    [Fact]
    public void Decide_ALockedList_IsLoosenedByNoOther()
    {
        var locked = With(Lists(["ls", "ps"]) with { Locked = true }, Lists(["ps", "id"]) with { Place = Namespaces("", "shop") });

        locked.Decide(User, Exec("ps")).Allowed.Should().BeTrue();
        locked.Decide(User, Exec("id")).Allowed.Should().BeFalse();
        locked.Decide(User, Exec("ls")).Allowed.Should().BeFalse("the narrower list narrows the locked one");
        With(Lists(["ls"]) with { Locked = true }, Setting(Capability.Shell, true, subject: Group("staff"))).Decide(User, Exec("id")).Allowed.Should().BeFalse();
    }

    [Fact]
    public void Decide_AnotherAssignmentOpensShells_ThatOneAllows()
    {
        var document = With(Lists(["ls"]) with { Subject = Role("namespace-read-only") }, Setting(Capability.Shell, true, subject: Role("organization-read-only"))) with
        {
            Assignments = [Assign("namespace-read-only", Namespaces("prod", "shop"), "stranger"), Assign("organization-read-only", Scope.Organization, "stranger")],
        };

        document.Decide("stranger", Exec("ls")).Variant.Should().Be(GroupVariant.Commands, "the least that allows a request is what it is made with");
        document.Decide("stranger", Exec("id")).Variant.Should().Be(GroupVariant.Shell);
    }

    [Fact]
    public void Decide_AListWithABrokenCommand_HoldsWithoutIt()
    {
        var document = With(Lists(["ls", "* oops"]));

        AccessSnapshot.Compile(document).Problems.Should().ContainSingle().Which.Should().Contain("* oops");
        document.Decide(User, Exec("ls")).Allowed.Should().BeTrue();
        With(Lists([])).Decide(User, Exec("ls")).Allowed.Should().BeFalse();
    }

    [Fact]
    public void Decide_PortForwardAtTheMiddleLevel_IsBlocked()
    {
        var document = With(Setting(Capability.PortForward, SettingLevel.Limited));

        document.Decide(User, $"POST {Pod}/portforward").Allowed.Should().BeFalse();
        AccessSnapshot.Compile(document).Problems.Should().ContainSingle();
    }

    [Fact]
    public void Explain_AnyRefusal_SaysWhatIsListed()
    {
        Listed.Explain(User, $"POST {Pod}/exec?command=sh&tty=true&stdin=true").Should().Contain(
            "runs listed commands alone, without a terminal and without input, because the setting \"shell: listed commands\" holds for the whole organization")
            .And.Contain("Listed are: \"ls **\", \"cat /var/log/*\", \"jcmd 1 Thread.print\".")
            .And.Contain("To ask: ");
        With(Lists([.. Enumerable.Range(0, 14).Select(i => $"p{i}")])).Explain(User, $"POST {Pod}/exec?command=sh")
            .Should().Contain("\"p9\" and 4 more.").And.NotContain("p10");
        With(Lists([])).Explain(User, $"POST {Pod}/attach").Should().Contain("Listed is none.");
    }

    [Fact]
    public void WantedFor_ListedCommands_TellsTheAgentWhatEachGroupMayRun()
    {
        var document = With(
            Lists(["ls"]) with { Subject = Group("staff") },
            Lists(["ps"]) with { Subject = Group("organization-read-onlys"), Place = Namespaces("", "shop") },
            Lists(["id"]) with { Subject = Group("project-read-onlys"), Place = Namespaces("", "shop") }) with
        {
            Assignments = [.. new[] { "stranger", "project-read-only", User }.Select(user => Assign("organization-read-only", Scope.Organization, user))],
        };

        var wanted = AccessSnapshot.Compile(document).WantedFor(Prod, "e", 1, Now);

        var lists = wanted.Commands.ToDictionary(group => group.Group, group => string.Join(' ', group.Patterns));
        lists.Should().ContainKey("sallyport:organization-read-only:1:commands:ns:shop").WhoseValue.Should().Be("id ps", "each by their own list");
        lists.Should().ContainKey("sallyport:organization-read-only:1:commands:ns:payments").WhoseValue.Should().Be("ls");
        lists.Should().ContainKey("sallyport:organization-read-only:1:commands:cluster").WhoseValue.Should().Be("ls", "whom no narrower list is about");
        wanted.Groups.Where(group => group.Variant == GroupVariant.Commands).Select(group => group.Name).Should().BeEquivalentTo(lists.Keys);
        wanted.Fingerprint().Should().NotBe((wanted with { Commands = [] }).Fingerprint());
    }

    [Fact]
    public void RulesFor_ListedCommands_ShowNoShell() =>
        AccessSnapshot.Compile(Listed).RulesFor(User, Prod, "shop", Now).ResourceRules
            .SelectMany(rule => rule.Resources).Should().NotContain("pods/exec");

    [Fact]
    public void RulesFor_KeysOnly_ShowReadsOfSecretsAlone() =>
        AccessSnapshot.Compile(With(Setting(Capability.Secrets, SettingLevel.Limited))).RulesFor(User, Prod, "shop", Now).ResourceRules
            .Should().ContainSingle(rule => rule.Resources.Contains("secrets")).Which.Verbs.Should().BeEquivalentTo("get", "list", "watch");

    [Fact]
    public void Allow_AtTheAgent_OnlyWhatTheGroupsListHolds()
    {
        var lists = CommandLists.From([new GroupCommands("g", ["ls **", "* broken"]), new GroupCommands("h", ["id"])]);

        lists.Allow("g", new ExecRequest(["ls", "/"], Stdin: false, Tty: false)).Should().BeTrue();
        lists.Allow("g", new ExecRequest(["ls", "/"], Stdin: true, Tty: false)).Should().BeFalse();
        lists.Allow("g", new ExecRequest(["ls", "/"], Stdin: false, Tty: true)).Should().BeFalse();
        lists.Allow("g", new ExecRequest(["id"], Stdin: false, Tty: false)).Should().BeFalse();
        lists.Allow("g", null).Should().BeFalse();
        lists.Allow("other", new ExecRequest(["ls"], Stdin: false, Tty: false)).Should().BeFalse();
        CommandLists.From([]).With(lists, ["h"]).Allow("h", new ExecRequest(["id"], Stdin: false, Tty: false)).Should().BeTrue("a group that lingers keeps its list");
        CommandLists.From([]).With(lists, ["h"]).Allow("g", new ExecRequest(["ls"], Stdin: false, Tty: false)).Should().BeFalse();
        CommandLists.From(default).Should().BeSameAs(CommandLists.None);
    }

    private static string Exec(params string[] command) => $"POST {Pod}/exec?stdout=true&{string.Join('&', command.Select(argument => "command=" + argument))}";

    private static AccessSetting Lists(ImmutableArray<string> commands) => Setting(Capability.Shell, SettingLevel.Limited) with { Commands = commands };
}
