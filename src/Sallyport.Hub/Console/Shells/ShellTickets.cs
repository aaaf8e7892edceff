using System.Collections.Concurrent;
using System.Security.Cryptography;
using Sallyport.Hub.Gateway.InProcess;

namespace Sallyport.Hub.Console.Shells;

/// <summary>
/// A page gets a ticket for the shell that it opens, or takes over from another page; and the endpoint takes it once, soon,
/// and from the same session alone: the cookie by itself, which a browser sends along for whoever asks, opens nothing.
/// </summary>
internal sealed class ShellTickets(TimeProvider time)
{
    /// <summary>How long a ticket is good for.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(30);

    /// <summary>How many one session may hold; the oldest go first.</summary>
    public const int MostPerSession = 20;

    private const int Length = 32;
    private readonly ConcurrentDictionary<string, Ticket> _tickets = new(StringComparer.Ordinal);

    public string Issue(ConsoleSession session, ShellAsk ask) => Issue(new Ticket(session, ask, null, time.GetUtcNow()));

    /// <summary>A ticket for a shell that runs, which another page of the same session has let go of.</summary>
    public string Issue(ConsoleSession session, OpenShell shell) => Issue(new Ticket(session, null, shell, time.GetUtcNow()));

    /// <returns>Null when there is no such ticket, or it is too old, used, or another session's.</returns>
    public (ShellAsk? Ask, OpenShell? Shell)? Take(string ticket, ConsoleSession session) =>
        _tickets.TryRemove(ticket, out var held) && held.Session.Id == session.Id && held.Session.User == session.User && time.GetUtcNow() <= held.Issued + Life
            ? (held.Ask, held.Shell)
            : null;

    private string Issue(Ticket issued)
    {
        foreach (var (old, ticket) in _tickets)
        {
            if (ticket.Issued + Life < issued.Issued)
            {
                _tickets.TryRemove(old, out _);
            }
        }

        foreach (var (old, _) in _tickets.Where(held => held.Value.Session == issued.Session).OrderByDescending(held => held.Value.Issued).Skip(MostPerSession - 1))
        {
            _tickets.TryRemove(old, out _);
        }

        var text = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Length));
        _tickets[text] = issued;
        return text;
    }

    /// <summary>What a page may have: a new shell, or one that runs.</summary>
    private sealed record Ticket(ConsoleSession Session, ShellAsk? Ask, OpenShell? Shell, DateTimeOffset Issued);
}
