namespace Sallyport.Hub.Gateway.InProcess;

/// <summary>The console's way to the clusters: requests made in this process take the road that kubectl's take.</summary>
internal sealed class ConsoleEntrance(Road road, TimeProvider time)
{
    /// <summary>The host of every address asked in process; which cluster is meant is said apart, never by a name in an address.</summary>
    private static readonly Uri Here = new("https://console.sallyport.internal");

    /// <summary>
    /// A client of one cluster's API as the session's person. What the road refuses is answered as everybody else gets it, as
    /// a Kubernetes Status. Disposing an answer ends its exchange; an upgrade is answered with 101 and a content that is
    /// read from and written to.
    /// </summary>
    public HttpClient Open(string cluster, ConsoleSession session) =>
        new(new ConsoleHandler(road, cluster, session, time)) { BaseAddress = Here, Timeout = Timeout.InfiniteTimeSpan };
}
