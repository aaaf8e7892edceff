using Sallyport.EndToEnd.Tests.Clients;

namespace Sallyport.EndToEnd.Tests.Hubs;

/// <summary>Somebody with a token, and with kubectl in several versions.</summary>
internal sealed record Person(string Name, string Token, string Kubeconfig)
{
    public Kubectl Kubectl(string cluster, string version = Clients.Kubectl.Newest) => new(version, Kubeconfig, cluster);
}
