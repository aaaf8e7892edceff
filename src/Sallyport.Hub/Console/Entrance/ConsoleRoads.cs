using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Gateway;
using Sallyport.Hub.Gateway.InProcess;

namespace Sallyport.Hub.Console.Entrance;

/// <summary>The signed-in person's roads to the clusters, for one page: what takes a cluster's name and asks it is given these.</summary>
internal sealed class ConsoleRoads : IDisposable
{
    private readonly Dictionary<string, HttpMessageInvoker> _invokers = new(StringComparer.Ordinal);
    private readonly Road _road;
    private readonly ConsoleEntrance _entrance;
    private readonly ConsolePerson _person;
    private readonly TimeProvider _time;

    public ConsoleRoads(Road road, ConsoleEntrance entrance, ConsolePerson person, TimeProvider time)
    {
        (_road, _entrance, _person, _time) = (road, entrance, person, time);
        Kinds = new KindBook(To, time);
    }

    /// <summary>What kinds each cluster offers, asked as this person and known to this page alone.</summary>
    public KindBook Kinds { get; }

    /// <summary>The road to a cluster: a <see cref="ClusterRoads"/>.</summary>
    public HttpMessageInvoker To(string cluster)
    {
        lock (_invokers)
        {
            return _invokers.TryGetValue(cluster, out var known) ? known
                : _invokers[cluster] = new HttpMessageInvoker(new ConsoleHandler(_road, cluster, _person.Session, _time));
        }
    }

    /// <summary>Reads one cluster's API; refusals are exceptions with the sentence that kubectl prints.</summary>
    public ClusterApi Api(string cluster) => new(cluster, To(cluster));

    /// <summary>A client of one cluster, for writes and for <see cref="ConsoleUpgrade"/>; the caller disposes of it.</summary>
    public HttpClient Client(string cluster) => _entrance.Open(cluster, _person.Session);

    public void Dispose()
    {
        foreach (var invoker in _invokers.Values)
        {
            invoker.Dispose();
        }
    }
}
