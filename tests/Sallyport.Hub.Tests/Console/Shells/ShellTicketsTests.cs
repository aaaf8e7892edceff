using Sallyport.Hub.Console.Shells;
using Sallyport.Hub.Gateway.InProcess;
using Sallyport.Hub.Tests.Storage;

namespace Sallyport.Hub.Tests.Console.Shells;

public sealed class ShellTicketsTests
{
    private static readonly ShellAsk Ask = new(new ShellPlace("c", "n", "p", "a"), [["sh"]], Terminal: true);
    private readonly ManualTime _time = new();
    private readonly ConsoleSession _session = new(Guid.NewGuid(), "alice", "127.0.0.1");

    [Fact]
    public void Ticket_IsGoodOnceAndForAWhile()
    {
        var tickets = new ShellTickets(_time);
        var (used, late) = (tickets.Issue(_session, Ask), tickets.Issue(_session, Ask));

        tickets.Take(used, _session)!.Value.Ask.Should().Be(Ask);
        tickets.Take(used, _session).Should().BeNull();
        _time.Advance(ShellTickets.Life + TimeSpan.FromSeconds(1));
        tickets.Take(late, _session).Should().BeNull();
    }

    [Fact]
    public void Tickets_BeyondWhatOneSessionMayHold_PushOutTheOldest()
    {
        var tickets = new ShellTickets(_time);
        var all = new List<string>();
        for (var i = 0; i <= ShellTickets.MostPerSession; i++)
        {
            all.Add(tickets.Issue(_session, Ask));
            _time.Advance(TimeSpan.FromMilliseconds(1));
        }

        tickets.Take(all[0], _session).Should().BeNull();
        tickets.Take(all[1], _session)!.Value.Ask.Should().Be(Ask);
        tickets.Take(all[^1], _session)!.Value.Ask.Should().Be(Ask);
    }
}
