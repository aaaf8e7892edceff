using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Sallyport.Hub.Console.Shells;
using Sallyport.Hub.Gateway.InProcess;
using Sallyport.Hub.Identity.Sessions;
using Sallyport.Hub.Storage;
using Sallyport.Hub.Tests.Gateway;
using Sallyport.Hub.Tests.Storage;

namespace Sallyport.Hub.Tests.Console.Shells;

/// <summary>A shell goes on in a tab of its own, with what it wrote before; and in nobody else's.</summary>
public sealed class ShellHandOverTests(GatewayRig rig) : IClassFixture<GatewayRig>
{
    private readonly ShellPlace _place = new("alpha", "shop", $"web-{Guid.NewGuid():N}", "app");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private ShellTickets Tickets => rig.Services.GetRequiredService<ShellTickets>();

    private OpenShells Shells => rig.Services.GetRequiredService<OpenShells>();

    [Fact]
    public async Task Shell_ThatAnotherTabTakesOver_ShowsThereWhatItWroteAndGoesOn()
    {
        var shell = Answering();
        var (session, token) = await SignInAsync();
        using var first = await OpenAsync(token, Tickets.Issue(session, Ask()));
        await first.TypeAsync(0, "ls"u8.ToArray());
        await shell.WriteAsync("one "u8.ToArray());
        await first.ReadUntilAsync(() => first.Written.Length == 4 && first.Confirmed == 2);
        await first.ConfirmAsync(4);
        await first.CloseAsync(4000);

        var running = Shells.Find((string)first.Welcome["shell"]!, session)!;
        using var second = await OpenAsync(token, Tickets.Issue(session, running));
        await shell.WriteAsync("two"u8.ToArray());
        await second.ReadUntilAsync(() => second.Written.Length == 7);
        await second.TypeAsync(2, " -l"u8.ToArray());

        Encoding.ASCII.GetString(second.Written).Should().Be("one two");
        ((long)second.Welcome["typed"]!, (long)second.Welcome["from"]!, (long)second.Welcome["until"]!).Should().Be((2, 0, 4), "it types on, and answers nothing that was asked before");
        await Eventually.TrueAsync(() => Encoding.ASCII.GetString(shell.Typed) == "ls -l");
        shell.Over.Task.IsCompleted.Should().BeFalse();
    }

    [Fact]
    [CatalogueRow(224)]
    public async Task Shell_OfAnotherSession_IsNotFoundByItsName()
    {
        Answering();
        var (session, token) = await SignInAsync();
        using var page = await OpenAsync(token, Tickets.Issue(session, Ask()));
        var (another, _) = await SignInAsync();

        Shells.Find((string)page.Welcome["shell"]!, another).Should().BeNull();
        Shells.Find("", session).Should().BeNull();
    }

    [Fact]
    [CatalogueRow(224)]
    public async Task Ticket_OfAnotherSession_TakesNothingOver()
    {
        Answering();
        var (session, token) = await SignInAsync();
        using var page = await OpenAsync(token, Tickets.Issue(session, Ask()));
        var (_, anothers) = await SignInAsync();

        using var thief = await OpenAsync(anothers, Tickets.Issue(session, Shells.Find((string)page.Welcome["shell"]!, session)!));

        thief.End!.Value.Kind.Should().Be("Left");
        thief.Written.Should().BeEmpty();
    }

    [Theory]
    [InlineData(10, 100, 0)]
    [InlineData(110, 100, 12)]
    public async Task Output_RewoundForAnotherPage_BeginsWithALineThatIsStillThere(int written, int capacity, long from)
    {
        var window = new OutputWindow(capacity, new Sallyport.Hub.Console.Feeds.Signal());
        for (var at = 0; at < written; at++)
        {
            await window.WriteAsync(new[] { (byte)(at % 4 == 3 ? '\n' : 'x') }, Cancel);
            window.Confirm(at + 1);
        }

        window.Rewind().Should().Be(from);

        var read = new byte[capacity];
        window.Read(from, read).Should().Be((int)(written - from));
        Encoding.ASCII.GetString(read).Should().StartWith("xxx\nxxx\n");
        window.Has(from).Should().BeTrue();
    }

    private ShellAsk Ask() => new(_place, ShellChoice.Commands(ShellChoice.Best), Terminal: true);

    private ContainerShell Answering()
    {
        var shell = new ContainerShell();
        rig.Agent.Answer = context => context.Request.Path.Value!.Contains(_place.Pod, StringComparison.Ordinal) ? shell.AnswerAsync(context) : Task.CompletedTask;
        return shell;
    }

    private async Task<PageTerminal> OpenAsync(string token, string ticket)
    {
        var page = await PageTerminal.ConnectAsync(rig, token, PageTerminal.Origin(rig));
        return await page.HelloAsync($$"""{"ticket":"{{ticket}}"}""");
    }

    private async Task<(ConsoleSession Session, string Token)> SignInAsync()
    {
        var begun = await rig.Services.GetRequiredService<SessionStore>().BeginConsoleAsync(new SessionStart("admin", SessionStart.Local, "test"), Cancel);
        return (new ConsoleSession(begun.Id, "admin", "127.0.0.1"), begun.Token);
    }
}
