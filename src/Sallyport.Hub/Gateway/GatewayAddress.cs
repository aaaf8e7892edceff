namespace Sallyport.Hub.Gateway;

/// <summary>The gateway's address as clients and agents are told it.</summary>
internal sealed class GatewayAddress(GatewayNames names, int port)
{
    /// <summary>Settled when the listener is open, since a port of 0 is chosen then.</summary>
    public int Port { get; set; } = port;

    public Uri Uri
    {
        get
        {
            var name = names.Names[0];
            return new UriBuilder(Uri.UriSchemeHttps, name.Contains(':') ? $"[{name}]" : name, Port).Uri;
        }
    }
}
