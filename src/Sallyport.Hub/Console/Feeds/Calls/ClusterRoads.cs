namespace Sallyport.Hub.Console.Feeds.Calls;

/// <summary>
/// By cluster, the road its calls take: the gateway's, as the signed-in user. The invoker answers as soon as the headers are
/// there and leaves the body a stream, as an <see cref="HttpClient"/> is asked to here; it stays its owner's to dispose of.
/// </summary>
/// <param name="cluster">The cluster's name.</param>
public delegate HttpMessageInvoker ClusterRoads(string cluster);
