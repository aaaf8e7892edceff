using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography.X509Certificates;
using Sallyport.Access.Enforcement;
using Sallyport.Tunnel.Accepting;
using Sallyport.Tunnel.Protocol;
using Sallyport.Tunnel.Tests.Rig;
using Sallyport.Tunnel.Upgrades;

namespace Sallyport.EndToEnd.Tests.Doors;

/// <summary>
/// A hub that was taken over: its certificates are valid, it speaks the tunnel's own protocol, and it asks for whatever the
/// test likes as whoever the test likes. It decides nothing and so refuses nothing.
/// </summary>
internal sealed class LyingHub : IAsyncDisposable
{
    public const string JoinToken = "spj_of_a_hub_that_takes_any";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly TestPki _pki = new();
    private readonly TestHub _hub;
    private AgentConnection? _agent;

    private LyingHub() => _hub = new TestHub
    {
        Options = _pki.HubOptions(),
        Enroll = (request, _) => new EnrollmentAnswer(_pki.Sign(request.Csr, TimeSpan.FromHours(-1), TimeSpan.FromDays(1)), "shop"),
    };

    public Uri Address => _hub.Address;

    public X509Certificate2 Authority => _pki.HubAuthority;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<LyingHub> StartAsync()
    {
        var hub = new LyingHub();
        await hub._hub.StartAsync(tls: true);
        return hub;
    }

    /// <summary>Waits for the agent's tunnel.</summary>
    public async Task MeetAsync() => _agent = await _hub.NextTunnelAsync().AsTask().WaitAsync(Patience, Stop);

    /// <summary>Tells the agent which groups to keep, and of which roles.</summary>
    public async Task<WantedAck> TellAsync(WantedSet wanted)
    {
        using var response = await DownTheTunnelAsync(async invoker =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Put, TunnelUri.Control(TunnelProtocol.WantedPath))
            {
                Content = JsonContent.Create(wanted, WantedSetJson.Default.WantedSet),
            };
            return await invoker.SendAsync(request, Stop);
        });
        return (await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync(TunnelJson.Default.WantedAck, Stop))!;
    }

    /// <summary>How a request in somebody's name is answered.</summary>
    public async Task<HttpStatusCode> AskAsync(HttpMethod method, string target, string user, string group, string? body = null)
    {
        using var response = await DownTheTunnelAsync(async invoker =>
        {
            using var request = new HttpRequestMessage(method, TunnelUri.Kubernetes(target));
            foreach (var (name, value) in Identity(user, group))
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }

            if (body is not null)
            {
                request.Content = new StringContent(body, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
            }

            return await invoker.SendAsync(request, Stop);
        });
        return response.StatusCode;
    }

    /// <summary>Whether a shell opens.</summary>
    public async Task<bool> OpensShellAsync(string target, string user, string group)
    {
        await using var upgrade = await DownTheTunnelAsync(invoker => HubUpgrade.OpenAsync(
            invoker,
            new UpgradeRequest
            {
                Method = "POST",
                Target = target,
                Protocol = "SPDY/3.1",
                Headers = [.. Identity(user, group), new("x-stream-protocol-version", "v4.channel.k8s.io")],
            },
            Stop));
        return upgrade.IsUpgraded;
    }

    public async ValueTask DisposeAsync()
    {
        if (_agent is not null)
        {
            await _agent.DisposeAsync();
        }

        await _hub.DisposeAsync();
    }

    /// <summary>A tunnel may end at any time; the agent dials again, and a hub goes on with the new one.</summary>
    private async Task<T> DownTheTunnelAsync<T>(Func<HttpMessageInvoker, Task<T>> ask)
    {
        try
        {
            return await ask(_agent!.Invoker).WaitAsync(Patience, Stop);
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException or ObjectDisposedException)
        {
            await MeetAsync();
            return await ask(_agent!.Invoker).WaitAsync(Patience, Stop);
        }
    }

    private static KeyValuePair<string, string>[] Identity(string user, string group) =>
    [
        new(TunnelHeaders.User, user),
        new(TunnelHeaders.Group, group),
        new(TunnelHeaders.RequestId, Guid.NewGuid().ToString("D")),
    ];
}
