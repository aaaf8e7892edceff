using System.Collections.Concurrent;
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
    private readonly ConcurrentDictionary<TokenHash, Credential> _known = new();
    private readonly ConcurrentDictionary<Guid, TokenHash> _ids = new();
    private readonly UnknownTokens _unknown;
    private readonly TokenBucketRateLimiter _lookups = new(new TokenBucketRateLimiterOptions
    {
        TokenLimit = LookupsPerSecond,
        TokensPerPeriod = LookupsPerSecond / 10,
        ReplenishmentPeriod = TimeSpan.FromMilliseconds(100),
        QueueLimit = WaitingLookups,
    });

    private readonly SemaphoreSlim _sync = new(1);
    private readonly Lock _knowing = new();
    private long _generation;

    public CredentialDirectory(CredentialStore store, PolicySource policy, TimeProvider time, ILogger<CredentialDirectory> log)
    {
        (_store, _policy, _log) = (store, policy, log);
        _unknown = new UnknownTokens(time);
        _policy.CredentialsChanged += OnCredentialsChangedAsync;
    }

    /// <summary>A credential lost its force: it was revoked, or its user was disabled or removed.</summary>
    public event Action<Guid>? Revoked;

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
        if (_known.TryGetValue(key, out var credential))
        {
            return new(credential);
        }

        return _unknown.Contains(key) ? default : LookUpAsync(hash, key, cancellationToken);
    }

    public void Dispose()
    {
        _policy.CredentialsChanged -= OnCredentialsChangedAsync;
        _lookups.Dispose();
        _sync.Dispose();
    }

    /// <summary>
    /// Whether a credential that was found is still in force. Whoever holds something open asks after registering it, so
    /// that no revocation falls between.
    /// </summary>
    public bool IsInForce(Guid credentialId) => _ids.ContainsKey(credentialId);

    private async ValueTask<Credential?> LookUpAsync(byte[] hash, TokenHash key, CancellationToken cancellationToken)
    {
        while (true)
        {
            var generation = Volatile.Read(ref _generation);
            var found = await AskStoreAsync(hash, cancellationToken);
            if (found is null)
            {
                _unknown.Add(key);
                return null;
            }

            if (TryKnow(key, found, generation))
            {
                return found;
            }
        }
    }

    /// <summary>
    /// False when a revocation came while the store answered: ask again. What gets in is in before the next revocation
    /// looks at the map, so that nobody is ever given a credential that it has missed.
    /// </summary>
    private bool TryKnow(TokenHash key, Credential found, long generation)
    {
        lock (_knowing)
        {
            if (generation != _generation)
            {
                return false;
            }

            _ids[found.Id] = key;
            _known[key] = found;
            return true;
        }
    }

    private async Task<Credential?> AskStoreAsync(byte[] hash, CancellationToken cancellationToken)
    {
        using var turn = await _lookups.AcquireAsync(1, cancellationToken);
        if (!turn.IsAcquired)
        {
            throw new CredentialsUnavailableException("Too many unknown tokens are being tried.", null);
        }

        try
        {
            return await _store.FindAsync(hash, cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CredentialsUnavailableException("The store of credentials does not answer.", fault);
        }
    }

    private async Task OnCredentialsChangedAsync()
    {
        lock (_knowing)
        {
            _generation++;
        }

        _unknown.Clear();
        await ForgetRevokedAsync();
    }

    private void Forget(TokenHash key, Credential credential)
    {
        _known.TryRemove(key, out _);
        _ids.TryRemove(credential.Id, out _);
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
            foreach (var (key, credential) in _known.Where(known => !inForce.Contains(known.Value.Id)))
            {
                Forget(key, credential);
                Tell(credential.Id);
            }
        }
        catch (Exception fault)
        {
            // Not to be known is not to be trusted: all are looked up again, and what runs on them ends.
            _log.CannotFollow(fault.Message);
            foreach (var (key, credential) in _known)
            {
                Forget(key, credential);
                Tell(credential.Id);
            }
        }
        finally
        {
            _sync.Release();
        }
    }
}
