using System.Net;
using Sallyport.Access.Enforcement;
using Sallyport.Tunnel.Protocol;

namespace Sallyport.Hub.Gateway;

/// <summary>Requests on their way to an agent: its own target and the identity to impersonate, and nothing of the client's.</summary>
internal static class AgentRequest
{
    public static HttpRequestMessage Make(HttpMethod method, string target, Exchange exchange, ImpersonatedGroup group)
    {
        var message = new HttpRequestMessage(method, TunnelUri.Kubernetes(target))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        foreach (var (name, value) in Identity(exchange, group))
        {
            message.Headers.Add(name, value);
        }

        return message;
    }

    public static IEnumerable<KeyValuePair<string, string>> Identity(Exchange exchange, ImpersonatedGroup group) =>
    [
        new(TunnelHeaders.User, ImpersonatedGroup.Prefix + exchange.User),
        new(TunnelHeaders.Group, group.Name),
        new(TunnelHeaders.RequestId, exchange.Id.ToString("D")),
    ];
}
