namespace Sallyport.EndToEnd.Tests.Clusters;

/// <summary>Where a test works: a namespace with a Deployment, a pod with a shell and a Secret; and somebody else's beside it.</summary>
internal sealed record Place(string Cluster, string Namespace, string Elsewhere, string Pod, string Deployment, string Secret);
