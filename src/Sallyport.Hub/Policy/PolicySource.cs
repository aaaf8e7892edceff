using Sallyport.Access.Decisions;
using Sallyport.Access.Policy;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Policy;

/// <summary>The policy in force, compiled and in memory; follows the store.</summary>
internal sealed class PolicySource : IDisposable
{
    /// <summary>How long the policy is trusted without the store's confirmation.</summary>
    public static readonly TimeSpan Trust = TimeSpan.FromSeconds(10);

    private readonly PolicyReader _reader;
    private readonly TimeProvider _time;
    private readonly ILogger<PolicySource> _log;
    private readonly SemaphoreSlim _reload = new(1);
    private readonly Lock _publishing = new();
    private readonly ExpiryAlarm _alarm;
    private volatile AccessSnapshot _current = AccessSnapshot.Compile(new PolicyDocument());
    private volatile StoreVersions? _versions;
    private volatile string[] _problems = [];
    private long _confirmed;

    public PolicySource(PolicyReader reader, TimeProvider time, ILogger<PolicySource> log)
    {
        (_reader, _time, _log) = (reader, time, log);
        _alarm = new ExpiryAlarm(time, OnExpiry);
    }

    /// <summary>A new snapshot is in force. Raised after <see cref="Current"/> has it; also when an assignment or a setting expires.</summary>
    public event Action<AccessSnapshot>? Changed;

    /// <summary>The store's counter of revocations moved. Awaited, so that a revocation that was answered holds.</summary>
    public event Func<Task>? CredentialsChanged;

    /// <summary>The policy in force. Before the first load it is empty and allows nothing.</summary>
    public AccessSnapshot Current => _current;

    /// <summary>What of the store's policy cannot be read or does not fit together, a sentence each.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>The store's identity; empty before the first load.</summary>
    public Guid Epoch => _versions?.Epoch ?? Guid.Empty;

    /// <summary>Whether the store confirmed within <see cref="Trust"/> that <see cref="Current"/> is its policy.</summary>
    public bool IsFresh => _versions is not null && _time.GetElapsedTime(Volatile.Read(ref _confirmed)) < Trust;

    /// <summary>
    /// The policy that a change starts from, asked within its transaction and before it writes: what another replica changed a moment
    /// ago is in it.
    /// </summary>
    public async Task<AccessSnapshot> BeforeAsync(SallyportDbContext database, CancellationToken cancellationToken)
    {
        var versions = await PolicyReader.VersionsAsync(database, cancellationToken);
        // The change has counted up by one already.
        return versions.Policy == _current.Document.Version + 1 && versions.Epoch == Epoch
            ? _current
            : AccessSnapshot.Compile((await PolicyReader.ReadAsync(database, cancellationToken)).Document);
    }

    /// <summary>Asks the store for its versions, and reloads if they moved. A fault of the store is logged and leaves all as it is.</summary>
    public async Task ConfirmAsync(CancellationToken cancellationToken)
    {
        try
        {
            var asked = _time.GetTimestamp();
            if (await _reader.ReadVersionsAsync(cancellationToken) == _versions)
            {
                Confirm(asked);
                return;
            }

            await ReloadAsync(cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            _log.CannotConfirm(fault.Message);
        }
    }

    /// <summary>Reads the policy anew and puts it in force.</summary>
    public async Task ReloadAsync(CancellationToken cancellationToken)
    {
        await _reload.WaitAsync(cancellationToken);
        try
        {
            var asked = _time.GetTimestamp();
            var stored = await _reader.ReadAsync(cancellationToken);
            var before = _versions;
            if (stored.Versions != before)
            {
                await TakeOverAsync(stored, before);
            }

            Confirm(asked);
        }
        finally
        {
            _reload.Release();
        }
    }

    public void Dispose()
    {
        _alarm.Dispose();
        _reload.Dispose();
    }

    private async Task TakeOverAsync(StoredPolicy stored, StoreVersions? before)
    {
        var snapshot = AccessSnapshot.Compile(stored.Document);
        string[] problems = [.. stored.Problems, .. snapshot.Problems];
        foreach (var problem in problems)
        {
            _log.Problem(problem);
        }

        _problems = problems;

        Publish(_ => snapshot);
        if (stored.Versions.Credentials != before?.Credentials || stored.Versions.Epoch != before.Epoch)
        {
            await (CredentialsChanged?.Invoke() ?? Task.CompletedTask);
        }

        // Last: until all of it is taken over, the next look at the store does it again.
        _versions = stored.Versions;
        _log.InForce(stored.Versions.Policy);
    }

    private void Confirm(long asked) => Volatile.Write(ref _confirmed, asked);

    private void OnExpiry()
    {
        // A new snapshot of the same document: whoever decided a moment ago sees that time has moved on.
        _log.Expired();
        Publish(current => AccessSnapshot.Compile(current.Document));
    }

    private void Publish(Func<AccessSnapshot, AccessSnapshot> next)
    {
        AccessSnapshot snapshot;
        lock (_publishing)
        {
            snapshot = _current = next(_current);
            _alarm.Set(snapshot.NextExpiry(_time.GetUtcNow()));
        }

        foreach (var follower in Delegate.EnumerateInvocationList(Changed))
        {
            try
            {
                follower(snapshot);
            }
            catch (Exception fault)
            {
                // One follower's fault must not keep the change from the others.
                _log.FollowerFailed(fault);
            }
        }
    }
}
