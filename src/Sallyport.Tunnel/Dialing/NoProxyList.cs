using System.Net;

namespace Sallyport.Tunnel.Dialing;

/// <summary>NO_PROXY as Go and curl read it: <c>*</c>, names with their subdomains, addresses, CIDR ranges, each with a port or without.</summary>
internal sealed class NoProxyList(string value)
{
    private readonly string[] _entries =
        value.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public bool Contains(Uri destination)
    {
        var host = destination.IdnHost.Trim('[', ']').TrimEnd('.');
        var address = IPAddress.TryParse(host, out var parsed) ? parsed : null;
        return _entries.Any(entry => Matches(entry, host, address, destination.Port));
    }

    private static bool Matches(string entry, string host, IPAddress? address, int port)
    {
        if (entry == "*")
        {
            return true;
        }

        if (address is not null && IPNetwork.TryParse(entry, out var network))
        {
            return network.Contains(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);
        }

        if (IPAddress.TryParse(entry.Trim('[', ']'), out var single))
        {
            return single.Equals(address);
        }

        var colon = entry.LastIndexOf(':');
        if (colon > 0 && int.TryParse(entry.AsSpan(colon + 1), out var onlyPort))
        {
            return onlyPort == port && Matches(entry[..colon], host, address, port);
        }

        var name = entry.TrimStart('*').TrimEnd('.');
        return name.StartsWith('.')
            ? host.EndsWith(name, StringComparison.OrdinalIgnoreCase)
            : name.Length > 0
                && (host.Equals(name, StringComparison.OrdinalIgnoreCase)
                    || host.EndsWith($".{name}", StringComparison.OrdinalIgnoreCase));
    }
}
