using Sallyport.Hub.Console.Feeds.Objects;

namespace Sallyport.Hub.Console.Graphs;

/// <summary>The histories of the objects that a page showed last: whoever looks at another tab and comes back finds the line as it was.</summary>
internal sealed class UseBook
{
    private const int Most = 20;
    private readonly List<(ObjectPlace Place, UseHistory History)> _latest = [];

    public UseHistory Of(ObjectPlace place)
    {
        var at = _latest.FindIndex(known => known.Place == place);
        var found = at < 0 ? (place, new UseHistory()) : _latest[at];
        if (at >= 0)
        {
            _latest.RemoveAt(at);
        }
        else if (_latest.Count == Most)
        {
            _latest.RemoveAt(0);
        }

        _latest.Add(found);
        return found.Item2;
    }
}
