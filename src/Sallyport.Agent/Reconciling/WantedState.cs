using Sallyport.Access.Enforcement;

namespace Sallyport.Agent.Reconciling;

/// <summary>The latest wanted set the agent was told.</summary>
internal sealed class WantedState
{
    private readonly Lock _gate = new();
    private WantedSet? _current;

    public WantedSet? Current
    {
        get
        {
            lock (_gate)
            {
                return _current;
            }
        }
    }

    /// <summary>
    /// Takes a set unless it is older than the one known. A new epoch is taken whatever its number: the hub's store was
    /// restored or made anew, and its numbers have nothing to do with the old ones.
    /// </summary>
    public bool TryTake(WantedSet wanted)
    {
        lock (_gate)
        {
            if (_current is { } known && known.Epoch == wanted.Epoch && wanted.Generation < known.Generation)
            {
                return false;
            }

            _current = wanted;
            return true;
        }
    }
}
