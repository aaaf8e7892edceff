namespace Sallyport.Agent.Reconciling;

/// <summary>
/// The agent's objects that are no longer wanted. They outlive the wanted set by a minute, so that a replica of the hub that
/// still names their groups is not cut off: the hub's no is the revocation.
/// </summary>
internal sealed class Leftovers(TimeProvider time)
{
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);
    private readonly Dictionary<RbacKey, long> _since = [];

    /// <summary>The objects whose minute is over, bindings before roles, and the groups of those still in it.</summary>
    public (IReadOnlyList<RbacKey> Expired, IReadOnlyList<string> Lingering) Sort(LiveRbac live, DesiredRbac desired)
    {
        var wanted = desired.Roles.Concat(desired.Bindings).Select(o => o.Key).ToHashSet();
        var unwanted = live.Objects.Keys.Where(k => !wanted.Contains(k)).ToHashSet();
        foreach (var back in _since.Keys.Where(k => !unwanted.Contains(k)).ToList())
        {
            _since.Remove(back);
        }

        var expired = new List<RbacKey>();
        var lingering = new List<string>();
        foreach (var key in unwanted)
        {
            if (!_since.TryGetValue(key, out var since))
            {
                _since[key] = since = time.GetTimestamp();
            }

            if (time.GetElapsedTime(since) >= Grace)
            {
                expired.Add(key);
            }
            else if (live.Objects[key].Subjects is [{ Name: { } group }])
            {
                lingering.Add(group);
            }
        }

        return ([.. expired.OrderBy(k => k.Kind == RbacKind.ClusterRole)], lingering);
    }
}
