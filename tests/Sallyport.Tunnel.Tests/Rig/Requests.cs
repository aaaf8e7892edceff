using Sallyport.Tunnel.Accepting;
using Sallyport.Tunnel.Protocol;

namespace Sallyport.Tunnel.Tests.Rig;

internal static class Requests
{
    public static Task<HttpResponseMessage> GetAsync(this AgentConnection tunnel, string target) =>
        tunnel.Invoker.SendAsync(
            new HttpRequestMessage(HttpMethod.Get, TunnelUri.Kubernetes(target)), TestContext.Current.CancellationToken);

    public static async Task<string> GetTextAsync(this AgentConnection tunnel, string target)
    {
        using var response = await tunnel.GetAsync(target);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
