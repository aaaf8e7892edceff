using Sallyport.Hub.Gateway.InProcess;

namespace Sallyport.Hub.Gateway;

/// <summary>
/// Which cluster is asked: by the TLS server name, by the host name under a name of the gateway's own, or by the path
/// prefix <c>/clusters/NAME</c>. Two ways at once, or two names, are refused.
/// </summary>
internal sealed class ClusterName(GatewayNames names)
{
    private const string Prefix = "/clusters/";

    public Refusal? Find(Exchange exchange)
    {
        if (exchange is ConsoleExchange)
        {
            // The console says which cluster it means, and has no address to contradict it.
            return null;
        }

        var byServerName = FromHost(exchange.ServerName);
        var byHost = FromHost(HostOnly(exchange.Host));
        if (byHost.Length > 0 && exchange.ServerName.Length > 0 && byHost != byServerName)
        {
            return Refusal.Misdirected("The Host header names another cluster than the TLS server name.");
        }

        var byAddress = byServerName.Length > 0 ? byServerName : byHost;
        exchange.Target = exchange.RawTarget;
        if (!exchange.RawTarget.StartsWith(Prefix, StringComparison.Ordinal))
        {
            exchange.Cluster = byAddress;
            return byAddress.Length > 0 ? null : Refusal.NotFound(
                "No cluster is named: ask for a host named NAME.clusters.sallyport.internal, or for a path that begins with /clusters/NAME/.");
        }

        if (byAddress.Length > 0)
        {
            return Refusal.Misdirected("The host name and the path both name a cluster; use one of them.");
        }

        return FromPath(exchange);
    }

    private static Refusal? FromPath(Exchange exchange)
    {
        var rest = exchange.RawTarget.AsSpan(Prefix.Length);
        var end = rest.IndexOfAny('/', '?');
        var name = end < 0 ? rest : rest[..end];
        if (!DnsLabel.IsValid(name))
        {
            return Refusal.NotUnderstood("The path prefix /clusters/ is not followed by a cluster's name.");
        }

        exchange.Cluster = name.ToString();
        var target = end < 0 ? "" : rest[end..].ToString();
        exchange.Target = target.StartsWith('/') ? target : "/" + target;
        return null;
    }

    private string FromHost(string host)
    {
        foreach (var suffix in names.ClusterSuffixes)
        {
            if (host.Length > suffix.Length && host.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
            {
                var label = host[..^suffix.Length].ToLowerInvariant();
                return DnsLabel.IsValid(label) ? label : "";
            }
        }

        return "";
    }

    private static string HostOnly(string host)
    {
        var colon = host.LastIndexOf(':');
        return colon > 0 && !host.EndsWith(']') ? host[..colon] : host;
    }
}
