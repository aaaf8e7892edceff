using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Sallyport.Access.Policy;
using Sallyport.Hub.Console.Shells;
using Sallyport.Hub.Gateway.InProcess;
using Sallyport.Hub.Identity.Sessions;
using Sallyport.Hub.Storage;
using Sallyport.Hub.Tests.Gateway;
using Sallyport.Hub.Tests.Storage;

namespace Sallyport.Hub.Tests.Console.Shells;

/// <summary>Who may open a page's shell, and what of it a lost connection loses: nothing.</summary>
public sealed class ShellEndpointTests(GatewayRig rig) : IClassFixture<GatewayRig>
{
    private static readonly Scope Shop = new() { Kind = ScopeKind.Namespace, Namespaces = ["shop"] };

    /// <summary>A pod of each test's own, that no other test's shell is taken for it.</summary>
    private readonly ShellPlace _place = new("alpha", "shop", $"web-{Guid.NewGuid():N}", "app");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("https://localhost.evil.example")]
    [InlineData("https://evillocalhost")]
    [InlineData("http://localhost")]
    [InlineData("https://localhost:1")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData(null)]
    [CatalogueRow(224, 225)]
    public async Task Connection_OfAnotherOrigin_IsRefusedThoughTheCookieIsRight(string? origin)
    {
        var (_, token) = await SignInAsync("admin");

        var connect = () => PageTerminal.ConnectAsync(rig, token, origin);

        (await connect.Should().ThrowAsync<WebSocketException>()).Which.Message.Should().Be("403");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("made-up")]
    [CatalogueRow(236)]
    public async Task Connection_WithoutASession_IsRefused(string? cookie)
    {
        var connect = () => PageTerminal.ConnectAsync(rig, cookie, PageTerminal.Origin(rig));

        (await connect.Should().ThrowAsync<WebSocketException>()).Which.Message.Should().Be("401");
    }

    [Theory]
    [InlineData("used before")]
    [InlineData("another session's")]
    [InlineData("made up")]
    [InlineData("none")]
    [InlineData("in the address")]
    [InlineData("with a place to go on from")]
    [CatalogueRow(224)]
    public async Task Ticket_ThatIsNotThisPagesOwnAndFresh_OpensNothing(string which)
    {
        var shell = Answering();
        var (mine, token) = await SignInAsync("admin");
        var (theirs, _) = await SignInAsync("admin");
        var ticket = which switch
        {
            "used before" => await UsedAsync(mine, token, shell.Begun),
            "another session's" => Issue(theirs),
            "made up" => new string('a', 64),
            _ => Issue(mine),
        };
        var before = Shells.Count;
        using var page = await PageTerminal.ConnectAsync(rig, token, PageTerminal.Origin(rig), which == "in the address" ? $"?ticket={ticket}" : "");

        await page.HelloAsync(which switch
        {
            "none" or "in the address" => "{}",
            "with a place to go on from" => $$"""{"ticket":"{{ticket}}","from":7}""",
            _ => $$"""{"ticket":"{{ticket}}"}""",
        });

        page.End.Should().Be(("Left", "There is no such shell any more. Open a new one."));
        Shells.Count.Should().BeLessThanOrEqualTo(before);
        shell.Begun.IsCompleted.Should().Be(which == "used before");
    }

    [Fact]
    public async Task Shell_OfAPage_HasItsSizeAndTalksBothWaysHoweverMuch()
    {
        var shell = Answering(echoes: true);
        var (page, _, _) = await OpenAsync("admin", """, "columns":120,"rows":40""");
        using var _1 = page;
        var text = new byte[1 << 20];
        Random.Shared.NextBytes(text);

        for (var at = 0; at < text.Length; at += 16 << 10)
        {
            await page.TypeAsync(at, text[at..(at + (16 << 10))]);
            await page.ReadUntilAsync(() => page.Confirmed >= at && page.Written.Length > at);
            await page.ConfirmAsync(page.Written.Length);
        }

        (await page.ReadUntilAsync(() => page.Written.Length == text.Length)).Should().BeTrue();
        page.Written.Should().Equal(text);
        shell.Sizes.Should().Equal("""{"Width":120,"Height":40}""");
        await page.SendAsync([1, 0, 80, 0, 24]);
        await Eventually.TrueAsync(() => shell.Sizes.Count == 2);
        shell.Sizes[1].Should().Be("""{"Width":80,"Height":24}""");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Shell_WhosePageLostItsConnection_GoesOnWithoutAMissingOrARepeatedByte(bool halfOpen)
    {
        var shell = Answering();
        var (first, _, token) = await OpenAsync("admin");
        await first.TypeAsync(0, "ls"u8.ToArray());
        await shell.WriteAsync("one "u8.ToArray());
        await first.ReadUntilAsync(() => first.Written.Length == 4 && first.Confirmed == 2);
        if (halfOpen)
        {
            await first.CloseAsync(4000);
        }
        else
        {
            first.Break();
        }

        await shell.WriteAsync("two "u8.ToArray());
        using var second = await PageTerminal.ConnectAsync(rig, token, PageTerminal.Origin(rig));
        await second.ComeBackAsync(first.Welcome, first.Written.Length);
        ((long)second.Welcome["typed"]!).Should().Be(2);
        await second.TypeAsync(0, "ls -l"u8.ToArray());
        await shell.WriteAsync("three"u8.ToArray());

        (await second.ReadUntilAsync(() => second.Written.Length == 9 && second.Confirmed == 5)).Should().BeTrue();
        Encoding.ASCII.GetString(second.Written).Should().Be("two three");
        await Eventually.TrueAsync(() => shell.Typed.Length >= 5);
        Encoding.ASCII.GetString(shell.Typed).Should().Be("ls -l");
        shell.Over.Task.IsCompleted.Should().BeFalse();
        first.Dispose();
    }

    [Theory]
    [InlineData("another session")]
    [InlineData("another secret")]
    [InlineData("a place that was never written")]
    [CatalogueRow(224)]
    public async Task Shell_IsNotForWhoeverKnowsItsName(string lacks)
    {
        Answering();
        var (first, _, token) = await OpenAsync("admin");
        first.Break();
        var (_, another) = await SignInAsync("admin");
        using var second = await PageTerminal.ConnectAsync(rig, lacks == "another session" ? another : token, PageTerminal.Origin(rig));
        if (lacks == "another secret")
        {
            first.Welcome["secret"] = new string('0', 64);
        }

        await second.ComeBackAsync(first.Welcome, lacks == "a place that was never written" ? 1 : 0);

        second.End!.Value.Kind.Should().Be("Left");
        first.Dispose();
    }

    [Fact]
    public async Task Output_ThatNoPageConfirms_StaysInTheCluster()
    {
        var shell = Answering();
        var (page, _, _) = await OpenAsync("admin");
        using var _1 = page;
        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < 256; i++)
            {
                await shell.WriteAsync(new byte[64 << 10]);
            }
        }, Cancel);

        (await page.ReadUntilAsync(() => page.Written.Length == OpenShell.WindowSize)).Should().BeTrue();
        writing.IsCompleted.Should().BeFalse();
        while (page.Written.Length < 256 * (64 << 10))
        {
            await page.ConfirmAsync(page.Written.Length);
            var had = page.Written.Length;
            await page.ReadUntilAsync(() => page.Written.Length > had);
        }

        await writing;
    }

    [Fact]
    public async Task Page_ThatTypesAheadOfWhatItMay_IsDisconnected()
    {
        Answering();
        var (page, _, _) = await OpenAsync("admin");
        using var _1 = page;

        await page.TypeAsync(10, "gap"u8.ToArray());

        (await page.ReadUntilAsync(() => false)).Should().BeFalse();
    }

    [Fact]
    public async Task Page_ThatLeaves_EndsItsShell()
    {
        var shell = Answering();
        var (page, _, _) = await OpenAsync("admin");
        using var _1 = page;
        await shell.Begun;

        await page.SendAsync([3]);

        await shell.Over.Task.WaitAsync(Eventually.Patience, Cancel);
    }

    [Fact]
    public async Task Page_ThatStaysAwayTooLong_FindsItsShellEnded()
    {
        var shell = Answering();
        var time = new ManualTime();
        using var shells = new OpenShells(rig.Services.GetRequiredService<ConsoleEntrance>(), rig.Services.GetRequiredService<ShellRights>(), time);
        var (session, _) = await SignInAsync("admin");
        var open = shells.Begin(Ask(), session, new ShellSize(80, 24));
        await shell.Begun;
        using var visit = open.Visit(Cancel);
        open.Miss(visit);

        time.Advance(OpenShell.MostAway - TimeSpan.FromSeconds(1));
        shells.Find(open.Id, open.Secret, session).Should().BeSameAs(open);
        time.Advance(TimeSpan.FromSeconds(1));

        shells.Find(open.Id, open.Secret, session).Should().BeNull();
        await shell.Over.Task.WaitAsync(Eventually.Patience, Cancel);
    }

    [Theory]
    [InlineData("right")]
    [InlineData("session")]
    [CatalogueRow(235, 245)]
    public async Task Shell_ThatIsNoLongerAllowed_EndsWithItsSentence(string ends)
    {
        var person = "shell-" + ends;
        var shell = Answering();
        await rig.PersonAsync(person, "namespace-admin", Shop);
        var (page, session, _) = await OpenAsync(person);
        using var _1 = page;
        await shell.Begun;

        await (ends == "right" ? rig.TakeAwayAsync(person) : rig.Services.GetRequiredService<SessionStore>().EndAsync(session.Id, CancellationToken.None));

        (await page.ReadUntilAsync(() => page.End is not null)).Should().BeTrue();
        page.End!.Value.Kind.Should().Be("Blocked");
        page.End.Value.Words.Should().Contain(ends == "right" ? "you have no role in this cluster" : "revoked");
        await shell.Over.Task.WaitAsync(Eventually.Patience, Cancel);
    }

    [Fact]
    public async Task Shell_ThatIsRefused_SaysWhatKubectlPrints()
    {
        var (page, session, _) = await OpenAsync("developer");
        using var _1 = page;

        (await page.ReadUntilAsync(() => page.End is not null)).Should().BeTrue();

        page.End!.Value.Kind.Should().Be("Blocked");
        page.End.Value.Words.Should().Be(rig.Services.GetRequiredService<ShellRights>().Of(session, _place).Reason).And.Contain("does not open shells");
    }

    [Theory]
    [InlineData("""{"status":"Success"}""", "Exited", "Ended.")]
    [InlineData("""{"status":"Failure","reason":"NonZeroExitCode","details":{"causes":[{"reason":"ExitCode","message":"130"}]}}""", "Exited", "Ended with exit status 130.")]
    [InlineData("""{"status":"Failure","message":"the node is gone"}""", "Failed", "the node is gone")]
    [InlineData("nonsense", "Failed", "Ended, and the cluster did not say how.")]
    public async Task Shell_ThatEndsByItself_SaysHow(string status, string kind, string words)
    {
        var shell = Answering();
        var (page, _, _) = await OpenAsync("admin");
        using var _1 = page;
        await shell.WriteAsync("bye"u8.ToArray());

        await shell.EndAsync(status);

        await page.ReadUntilAsync(() => page.End is not null);
        page.End.Should().Be((kind, words));
        Encoding.ASCII.GetString(page.Written).Should().Be("bye");
    }

    [Fact]
    public async Task Container_WithoutTheFirstProgram_IsAskedForTheNext()
    {
        var asked = new List<string>();
        Answer(async context =>
        {
            var shell = new ContainerShell();
            asked.Add(context.Request.QueryString.Value!);
            var answering = shell.AnswerAsync(context);
            if (asked.Count == 1)
            {
                await shell.EndAsync("""{"status":"Failure","reason":"InternalError","message":"exec: \"sh\": executable file not found in $PATH"}""");
            }
            else
            {
                await shell.WriteAsync("bash"u8.ToArray());
            }

            await answering;
        });
        var (page, _, _) = await OpenAsync("admin");
        using var _1 = page;

        (await page.ReadUntilAsync(() => page.Written.Length == 4)).Should().BeTrue();

        asked.Should().HaveCount(2);
        asked[1].Should().Contain("command=bash&");
    }

    private OpenShells Shells => rig.Services.GetRequiredService<OpenShells>();

    private ShellAsk Ask() => new(_place, ShellChoice.Commands(ShellChoice.Best), Terminal: true);

    private ContainerShell Answering(bool echoes = false)
    {
        var shell = new ContainerShell { Echoes = echoes };
        Answer(shell.AnswerAsync);
        return shell;
    }

    private void Answer(RequestDelegate answer) => rig.Agent.Answer = context =>
        context.Request.Path.Value!.Contains(_place.Pod, StringComparison.Ordinal) ? answer(context) : Task.CompletedTask;

    private string Issue(ConsoleSession session) => rig.Services.GetRequiredService<ShellTickets>().Issue(session, Ask());

    private async Task<string> UsedAsync(ConsoleSession session, string token, Task begun)
    {
        var ticket = Issue(session);
        using var page = await PageTerminal.ConnectAsync(rig, token, PageTerminal.Origin(rig));
        await page.HelloAsync($$"""{"ticket":"{{ticket}}"}""");
        page.Welcome["shell"].Should().NotBeNull();
        await begun;
        var before = Shells.Count;
        await page.SendAsync([3]);
        await Eventually.TrueAsync(() => Shells.Count < before);
        return ticket;
    }

    private async Task<(PageTerminal Page, ConsoleSession Session, string Token)> OpenAsync(string person, string more = "")
    {
        var (session, token) = await SignInAsync(person);
        var page = await PageTerminal.ConnectAsync(rig, token, PageTerminal.Origin(rig));
        await page.HelloAsync($$"""{"ticket":"{{Issue(session)}}"{{more}}}""");
        return (page, session, token);
    }

    private async Task<(ConsoleSession Session, string Token)> SignInAsync(string person)
    {
        var begun = await rig.Services.GetRequiredService<SessionStore>().BeginConsoleAsync(new SessionStart(person, SessionStart.Local, "test"), Cancel);
        return (new ConsoleSession(begun.Id, person, "127.0.0.1"), begun.Token);
    }
}
