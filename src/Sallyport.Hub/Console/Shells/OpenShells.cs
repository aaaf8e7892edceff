using System.Collections.Concurrent;
using Sallyport.Hub.Gateway.InProcess;

namespace Sallyport.Hub.Console.Shells;

/// <summary>The shells that run for this replica's pages.</summary>
internal sealed class OpenShells(ConsoleEntrance entrance, ShellRights rights, TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<string, OpenShell> _shells = new(StringComparer.Ordinal);

    public int Count => _shells.Count;

    public OpenShell Begin(ShellAsk ask, ConsoleSession owner, ShellSize size)
    {
        var shell = new OpenShell(ask, owner, entrance, rights, time);
        _shells[shell.Id] = shell;
        shell.Gone += Forget;
        if (ask.Terminal && size is { Columns: > 0, Rows: > 0 })
        {
            shell.Input.Tell(size);
        }

        _ = Task.Run(shell.RunAsync);
        return shell;
    }

    /// <returns>Null when there is none, or it is not this page's.</returns>
    public OpenShell? Find(string id, string secret, ConsoleSession session) =>
        _shells.TryGetValue(id, out var shell) && shell.IsOf(session, secret) ? shell : null;

    /// <summary>A shell of this session's that another of its pages had; it is no secret what it is called.</summary>
    /// <returns>Null when there is none, or it is another session's.</returns>
    public OpenShell? Find(string id, ConsoleSession session) =>
        _shells.TryGetValue(id, out var shell) && shell.Owner.Id == session.Id && shell.Owner.User == session.User ? shell : null;

    public void Dispose()
    {
        foreach (var shell in _shells.Values)
        {
            shell.Dispose();
        }
    }

    private void Forget(OpenShell shell)
    {
        if (_shells.TryRemove(shell.Id, out _))
        {
            shell.Dispose();
        }
    }
}
