namespace Sallyport.Consoles;

/// <summary>Clients of the measured hub, which is on this machine and has a certificate of its own authority.</summary>
internal static class Loopback
{
    public static HttpClientHandler Handler() => new()
    {
        UseCookies = false,
        AllowAutoRedirect = false,
        ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator,
    };
}
