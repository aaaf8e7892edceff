using System.Net;

namespace Sallyport.Tunnel.Dialing;

/// <summary>The proxy that HTTPS_PROXY names, unless NO_PROXY excepts the hub. Used on the leg to the hub alone.</summary>
public sealed class HubProxy : IWebProxy
{
    private readonly Uri _proxy;
    private readonly NoProxyList _excepted;

    private HubProxy(Uri proxy, NoProxyList excepted)
    {
        _proxy = new UriBuilder(proxy) { UserName = "", Password = "" }.Uri;
        _excepted = excepted;
        if (proxy.UserInfo.Length > 0)
        {
            var parts = proxy.UserInfo.Split(':', 2);
            Credentials = new NetworkCredential(
                Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "");
        }
    }

    /// <summary>User and password from the proxy's URL.</summary>
    public ICredentials? Credentials { get; set; }

    /// <summary>Reads HTTPS_PROXY and NO_PROXY, in lower case first as curl does; null when there is no proxy.</summary>
    /// <exception cref="FormatException">HTTPS_PROXY is no address of a proxy.</exception>
    public static HubProxy? FromEnvironment() => FromEnvironment(Environment.GetEnvironmentVariable);

    /// <summary>Reads the variables by the given function.</summary>
    /// <exception cref="FormatException">HTTPS_PROXY is no address of a proxy.</exception>
    public static HubProxy? FromEnvironment(Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        var value = Either("https_proxy", "HTTPS_PROXY");
        return value is null ? null : new HubProxy(Parse(value), new NoProxyList(Either("no_proxy", "NO_PROXY") ?? ""));

        string? Either(string lower, string upper) =>
            variable(lower) is { Length: > 0 } first ? first : variable(upper) is { Length: > 0 } second ? second : null;
    }

    /// <inheritdoc/>
    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : _proxy;

    /// <inheritdoc/>
    public bool IsBypassed(Uri host)
    {
        ArgumentNullException.ThrowIfNull(host);
        return _excepted.Contains(host);
    }

    private static Uri Parse(string value)
    {
        var text = value.Contains("://", StringComparison.Ordinal) ? value : $"http://{value}";
        return Uri.TryCreate(text, UriKind.Absolute, out var proxy)
            && proxy.Scheme is "http" or "https" or "socks5" or "socks4" or "socks4a"
            && proxy.Host.Length > 0
                ? proxy
                // The value can hold a password.
                : throw new FormatException("HTTPS_PROXY is not the address of an http, https or socks proxy.");
    }
}
