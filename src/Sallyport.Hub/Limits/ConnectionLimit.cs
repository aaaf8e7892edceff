using System.Net;
using Microsoft.AspNetCore.Connections;
using Sallyport.Hub.Audit;

namespace Sallyport.Hub.Limits;

/// <summary>
/// How many connections one address may have open, before a byte of TLS is spent on the next one. Proxies that are
/// trusted to name their clients stand for many, and have no such limit.
/// </summary>
internal sealed class ConnectionLimit(HubLimits limits, TrustedProxies proxies, StrangerTrail trail, TimeProvider time)
{
    private readonly Seats<IPAddress> _open = new(limits.ConnectionsPerAddress);

    public async Task PassAsync(ConnectionContext connection, ConnectionDelegate next, string source)
    {
        var address = (connection.RemoteEndPoint as IPEndPoint)?.Address;
        if (address is not null && proxies.Contains(address))
        {
            await next(connection);
            return;
        }

        var network = ClientNetwork.Of(address);
        if (!_open.TryTake(network))
        {
            connection.Abort();
            trail.Refused(Describe(address, source), StatusCodes.Status429TooManyRequests);
            return;
        }

        try
        {
            await next(connection);
        }
        finally
        {
            _open.GiveBack(network);
        }
    }

    private AuditDecision Describe(IPAddress? address, string source) => new()
    {
        Id = Guid.CreateVersion7(),
        Time = time.GetUtcNow(),
        Source = source,
        Method = "",
        Target = "",
        Allowed = false,
        By = "Gateway",
        Reason = $"The address has {_open.Most} connections open, the most that one may have.",
        ClientAddress = address?.ToString(),
    };
}
