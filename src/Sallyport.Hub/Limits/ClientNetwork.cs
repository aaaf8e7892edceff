using System.Net;
using System.Net.Sockets;

namespace Sallyport.Hub.Limits;

/// <summary>Whom an address stands for: an IPv4 address for itself, an IPv6 address for the /64 that one subscriber has.</summary>
internal static class ClientNetwork
{
    private const int SubscriberBytes = 8;

    public static IPAddress Of(IPAddress? address)
    {
        if (address is null)
        {
            return IPAddress.None;
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        bytes[SubscriberBytes..].Clear();
        return new IPAddress(bytes);
    }

    /// <summary>The network of an address that is written down as text; what is none counts as one.</summary>
    public static IPAddress Of(string address) => Of(IPAddress.TryParse(address, out var parsed) ? parsed : null);
}
