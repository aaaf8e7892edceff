using System.Collections.Concurrent;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Identity;

/// <summary>The credentials this replica has looked up, by the hash of their token. What has expired is swept out.</summary>
internal sealed class KnownCredentials(TimeProvider time)
{
    private static readonly TimeSpan SweepInterval = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<TokenHash, Credential> _known = new();
    private readonly ConcurrentDictionary<Guid, DateTimeOffset?> _roots = new();
    private readonly ConcurrentDictionary<Guid, Credential> _sessions = new();
    private readonly Lock _knowing = new();
    private long _generation;
    private long _swept = time.GetTimestamp();

    public long Generation => Volatile.Read(ref _generation);

    /// <summary>The roots of all that is known, with their ends.</summary>
    public IReadOnlyCollection<KeyValuePair<Guid, DateTimeOffset?>> Roots => _roots.ToArray();

    public bool TryFind(TokenHash key, out Credential? credential) => _known.TryGetValue(key, out credential);

    /// <summary>Finds a session in the browser by its identity alone, for the pages that it has open.</summary>
    public bool TryFindSession(Guid id, out Credential? session) => _sessions.TryGetValue(id, out session);

    public bool HasRoot(Guid root) => _roots.ContainsKey(root);

    /// <summary>
    /// False when a revocation came while the store answered: ask again. What gets in is in before the next revocation
    /// looks at the map, so that nobody is ever given a credential that it has missed.
    /// </summary>
    public bool TryAdd(TokenHash key, Credential found, long generation)
    {
        lock (_knowing)
        {
            if (generation != _generation)
            {
                return false;
            }

            SweepIfDue();
            _roots[found.Root] = found.Ends;
            _known[key] = found;
            if (found.Use == CredentialUse.Console)
            {
                _sessions[found.Id] = found;
            }

            return true;
        }
    }

    /// <summary>Whatever the store answers to a question asked before this is no longer taken.</summary>
    public void NextGeneration()
    {
        lock (_knowing)
        {
            _generation++;
        }
    }

    public void Forget(IReadOnlySet<Guid> roots)
    {
        foreach (var root in roots)
        {
            _roots.TryRemove(root, out _);
            _sessions.TryRemove(root, out _);
        }

        foreach (var (key, credential) in _known)
        {
            if (roots.Contains(credential.Root))
            {
                _known.TryRemove(key, out _);
            }
        }
    }

    private void SweepIfDue()
    {
        if (time.GetElapsedTime(_swept) < SweepInterval)
        {
            return;
        }

        _swept = time.GetTimestamp();
        var now = time.GetUtcNow();
        foreach (var (key, credential) in _known)
        {
            if (credential.Expires <= now)
            {
                _known.TryRemove(key, out _);
            }
        }

        foreach (var (root, ends) in _roots)
        {
            if (ends <= now)
            {
                _roots.TryRemove(root, out _);
                _sessions.TryRemove(root, out _);
            }
        }
    }
}
