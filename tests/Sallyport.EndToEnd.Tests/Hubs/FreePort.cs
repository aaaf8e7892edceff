using System.Net;
using System.Net.Sockets;

namespace Sallyport.EndToEnd.Tests.Hubs;

/// <summary>Ports for programs that must be told one.</summary>
internal static class FreePort
{
    public static int Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
