using System.Net.Http.Headers;
using Sallyport.Demo;
using Sallyport.Hub.Console.Feeds.Calls;

namespace Sallyport.Hub.Tests.Console.Feeds;

/// <summary>Roads to clusters that listen on this machine, in place of the gateway's.</summary>
internal sealed class Roads : IDisposable
{
    private readonly Dictionary<string, HttpMessageInvoker> _invokers = [];

    public ClusterRoads To => cluster => _invokers[cluster];

    public static Roads Of(DemoCluster cluster) => new Roads().With("demo", cluster.Endpoint, cluster.AdminToken);

    public Roads With(string cluster, Uri endpoint, string? token = null)
    {
        _invokers[cluster] = new HttpMessageInvoker(new Road(endpoint, token));
        return this;
    }

    public void Dispose()
    {
        foreach (var invoker in _invokers.Values)
        {
            invoker.Dispose();
        }
    }

    private sealed class Road(Uri endpoint, string? token) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = new Uri(endpoint.GetLeftPart(UriPartial.Authority) + request.RequestUri!.PathAndQuery);
            request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
