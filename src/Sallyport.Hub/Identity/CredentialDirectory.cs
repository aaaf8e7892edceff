using System.Threading.RateLimiting;
using Sallyport.Hub.Policy;

namespace Sallyport.Hub.Identity;

/// <summary>Whose token it is. Known tokens are answered from memory; an unknown one is looked up in the store once.</summary>
internal sealed class CredentialDirectory : IDisposable
{
    private const int LookupsPerSecond = 500;
    private const int WaitingLookups = 2_000;

    private readonly CredentialStore _store;
    private readonly PolicySource _policy;
    private readonly ILogger<CredentialDirectory> _log;
    private readonly KnownCredentials _known;
    private readonly UnknownTokens _unknown;
    private readonly TokenBucketRateLimiter _lookups = new(new TokenBucketRateLimiterOptions
    {
        TokenLimit = LookupsPerSecond,
        TokensPerPeriod = LookupsPerSecond / 10,
        ReplenishmentPeriod = TimeSpan.FromMilliseconds(100),
        QueueLimit = WaitingLookups,
    });

    private readonly SemaphoreSlim _sync = new(1);

    public CredentialDirectory(CredentialStore store, PolicySource policy, TimeProvider time, ILogger<CredentialDirectory> log)
    {
        (_store, _policy, _log) = (store, policy, log);
        _known = new KnownCredentials(time);
        _unknown = new UnknownTokens(time);
        _policy.CredentialsChanged += OnCredentialsChangedAsync;
    }

    /// <summary>A <see cref="Credential.Root"/> lost its force: it was revoked, its end was moved, or its user was disabled or removed.</summary>
    public event Action<Guid>? Revoked;

    /// <summary>Finds the credential of a token that is in memory already.</summary>
    public bool TryFind(string token, out Credential? credential)
    {
        credential = null;
        return BearerToken.IsWellFormed(token) && _known.TryFind(TokenHash.From(BearerToken.Hash(token)), out credential);
    }

    /// <summary>Finds a token's credential; null when there is none in force. One that has expired is found: look at <see cref="Credential.Expires"/>.</summary>
    /// <exception cref="CredentialsUnavailableException">The store could not be asked.</exception>
    public ValueTask<Credential?> FindAsync(string token, CancellationToken cancellationToken)
    {
        if (!BearerToken.IsWellFormed(token))
        {
            return default;
        }

        var hash = BearerToken.Hash(token);
        var key = TokenHash.From(hash);
        return _known.TryFind(key, out var credential) ? new(credential)
            : _unknown.Contains(key) ? default : LookUpAsync(hash, key, cancellationToken);
    }

    /// <summary>Finds a session in the browser by its identity, for the pages it has open; null when it is no longer in force.</summary>
    /// <exception cref="CredentialsUnavailableException">The store could not be asked.</exception>
    public ValueTask<Credential?> FindSessionAsync(Guid id, CancellationToken cancellationToken) =>
        _known.TryFindSession(id, out var session) ? new(session) : LookUpSessionAsync(id, cancellationToken);

    public void Dispose()
    {
        _policy.CredentialsChanged -= OnCredentialsChangedAsync;
        _lookups.Dispose();
        _sync.Dispose();
    }

    /// <summary>
    /// Whether the <see cref="Credential.Root"/> of a credential that was found is still in force. Whoever holds something open asks after registering it, so
    /// that no revocation falls between.
    /// </summary>
    public bool IsInForce(Guid root) => _known.HasRoot(root);

    private async ValueTask<Credential?> LookUpAsync(byte[] hash, TokenHash key, CancellationToken cancellationToken)
    {
        while (true)
        {
            var generation = _known.Generation;
            var found = await AskStoreAsync(() => _store.FindAsync(hash, cancellationToken), cancellationToken);
            if (found is null)
            {
                _unknown.Add(key);
                return null;
            }

            if (_known.TryAdd(key, found, generation))
            {
                return found;
            }
        }
    }

    private async ValueTask<Credential?> LookUpSessionAsync(Guid id, CancellationToken cancellationToken)
    {
        while (true)
        {
            var generation = _known.Generation;
            if (await AskStoreAsync(() => _store.FindSessionAsync(id, cancellationToken), cancellationToken) is not { } found)
            {
                return null;
            }

            if (_known.TryAdd(found.Cookie, found.Session, generation))
            {
                return found.Session;
            }
        }
    }

    private async Task<T> AskStoreAsync<T>(Func<Task<T>> question, CancellationToken cancellationToken)
    {
        using var turn = await _lookups.AcquireAsync(1, cancellationToken);
        if (!turn.IsAcquired)
        {
            throw new CredentialsUnavailableException("Too many unknown tokens are being tried.", null);
        }

        try
        {
            return await question();
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CredentialsUnavailableException("The store of credentials does not answer.", fault);
        }
    }

    private async Task OnCredentialsChangedAsync()
    {
        _known.NextGeneration();
        _unknown.Clear();
        await ForgetRevokedAsync();
    }

    private void Tell(Guid revoked)
    {
        foreach (var follower in Delegate.EnumerateInvocationList(Revoked))
        {
            try
            {
                follower(revoked);
            }
            catch (Exception fault)
            {
                // One follower's fault must not keep the revocation from the others.
                _log.FollowerFailed(fault);
            }
        }
    }

    private async Task ForgetRevokedAsync()
    {
        await _sync.WaitAsync();
        try
        {
            var inForce = await _store.InForceAsync(CancellationToken.None);
            Forget(_known.Roots.Where(root => !inForce.TryGetValue(root.Key, out var ends) || ends != root.Value));
        }
        catch (Exception fault)
        {
            // Not to be known is not to be trusted: all are looked up again, and what runs on them ends.
            _log.CannotFollow(fault.Message);
            Forget(_known.Roots);
        }
        finally
        {
            _sync.Release();
        }
    }

    private void Forget(IEnumerable<KeyValuePair<Guid, DateTimeOffset?>> roots)
    {
        var lost = roots.Select(root => root.Key).ToHashSet();
        _known.Forget(lost);
        foreach (var root in lost)
        {
            Tell(root);
        }
    }
}
