using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using Sallyport.Hub.Console.Feeds;
using Sallyport.Hub.Gateway.InProcess;

namespace Sallyport.Hub.Console.Shells;

/// <summary>A shell that runs, whether its page is connected at this moment or not.</summary>
internal sealed class OpenShell : IDisposable
{
    /// <summary>How long it waits for its page.</summary>
    public static readonly TimeSpan MostAway = TimeSpan.FromSeconds(30);

    /// <summary>What is kept of either direction, in bytes, until the other end confirms it.</summary>
    public const int WindowSize = 256 << 10;

    private const int SecretLength = 32;

    private readonly CancellationTokenSource _over = new();
    private readonly Lock _gate = new();
    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(SecretLength);
    private readonly ShellAsk _ask;
    private readonly ShellRights _rights;
    private readonly ConsoleEntrance _entrance;
    private readonly ITimer _away;
    private CancellationTokenSource? _visit;
    private volatile ShellEnd? _end;

    public OpenShell(ShellAsk ask, ConsoleSession owner, ConsoleEntrance entrance, ShellRights rights, TimeProvider time)
    {
        (_ask, Owner, _entrance, _rights) = (ask, owner, entrance, rights);
        Output = new OutputWindow(WindowSize, Changed);
        Input = new InputQueue(WindowSize, Changed);
        _away = time.CreateTimer(_ => Leave(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>What the page calls it; says nothing to anybody else.</summary>
    public string Id { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>What the page proves itself with when it comes back.</summary>
    public string Secret => Convert.ToHexStringLower(_secret);

    public ConsoleSession Owner { get; }

    /// <summary>The container that it is in.</summary>
    public ShellPlace Place => _ask.Place;

    public OutputWindow Output { get; }

    public InputQueue Input { get; }

    /// <summary>Raised when there is output, when input was taken, and at the end.</summary>
    public Signal Changed { get; } = new();

    /// <summary>How it ended; null while it runs.</summary>
    public ShellEnd? End => _end;

    /// <summary>Raised once nobody can come back to it.</summary>
    public event Action<OpenShell>? Gone;

    /// <summary>Whether it is this page's to come back to.</summary>
    public bool IsOf(ConsoleSession session, string secret) =>
        session.Id == Owner.Id && session.User == Owner.User
        && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Secret), Encoding.ASCII.GetBytes(secret));

    /// <summary>Runs it to its end.</summary>
    public async Task RunAsync()
    {
        ShellEnd? end = null;
        try
        {
            end = await ConverseAsync();
        }
        catch (Exception fault) when (fault is IOException or WebSocketException or HttpRequestException or OperationCanceledException or ObjectDisposedException)
        {
            // Which it was is told below.
        }

        _end = end ?? (_over.IsCancellationRequested
            ? new ShellEnd(ShellEndKind.Left, "The shell has ended: its page was gone.")
            : _rights.Refusal(Owner, _ask) ?? new ShellEnd(ShellEndKind.Failed, "The connection to the container broke off."));
        Changed.Raise();
    }

    /// <summary>The page has connected; one that was connected before is let go.</summary>
    /// <param name="over">Ended when another takes over, and with the hub.</param>
    public CancellationTokenSource Visit(CancellationToken over)
    {
        lock (_gate)
        {
            _visit?.Cancel();
            _away.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return _visit = CancellationTokenSource.CreateLinkedTokenSource(over);
        }
    }

    /// <summary>The page's connection ended without a word: it may come back.</summary>
    public void Miss(CancellationTokenSource visit)
    {
        lock (_gate)
        {
            if (_visit == visit)
            {
                _visit = null;
                _away.Change(MostAway, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>The page is gone for good.</summary>
    public void Leave()
    {
        _over.Cancel();
        Gone?.Invoke(this);
    }

    public void Dispose()
    {
        _away.Dispose();
        _over.Cancel();
    }

    private async Task<ShellEnd?> ConverseAsync()
    {
        ShellEnd? end = null;
        foreach (var command in _ask.Commands)
        {
            (var exec, end) = await ShellExec.OpenAsync(_entrance.Open(_ask.Place.Cluster, Owner), _ask.Place.Cluster, _ask.Target(command), _over.Token);
            if (exec is null)
            {
                return end;
            }

            using (exec)
            {
                end = await ConverseAsync(exec);
            }

            if (end?.Kind != ShellEndKind.NoProgram || Output.End > 0)
            {
                return end;
            }
        }

        return end;
    }

    private async Task<ShellEnd?> ConverseAsync(ShellExec exec)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_over.Token);
        var sending = Input.SendAsync(exec.SendAsync, stop.Token);
        try
        {
            return await exec.ReadAsync(bytes => Output.WriteAsync(bytes, _over.Token), _over.Token);
        }
        finally
        {
            await stop.CancelAsync();
            await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
