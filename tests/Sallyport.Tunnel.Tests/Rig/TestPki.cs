using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Sallyport.Tunnel.Accepting;
using Sallyport.Tunnel.Protocol;

namespace Sallyport.Tunnel.Tests.Rig;

/// <summary>The authorities of a hub: one for its own certificates, one for agents.</summary>
internal sealed class TestPki
{
    private static readonly Oid ServerAuthentication = new("1.3.6.1.5.5.7.3.1");
    private static readonly Oid ClientAuthentication = new("1.3.6.1.5.5.7.3.2");

    public X509Certificate2 HubAuthority { get; } = Authority("hub");

    public X509Certificate2 AgentAuthority { get; } = Authority("agents");

    public HubTunnelOptions HubOptions(TimeSpan? handshakeTimeout = null) => new()
    {
        Certificate = HubCertificate(),
        AgentAuthorities = [AgentAuthority],
        HandshakeTimeout = handshakeTimeout ?? TimeSpan.FromSeconds(60),
    };

    public X509ChainPolicy TrustInHub() => new()
    {
        TrustMode = X509ChainTrustMode.CustomRootTrust,
        CustomTrustStore = { HubAuthority },
        RevocationMode = X509RevocationMode.NoCheck,
    };

    public X509Certificate2 HubCertificate(string name = TunnelProtocol.ServerName)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        return Issue(HubAuthority, "hub", names, ServerAuthentication);
    }

    public X509Certificate2 AgentCertificate(Guid? clusterId = null, string name = "shop") =>
        Issue(AgentAuthority, name, ClusterName(clusterId ?? Guid.NewGuid()), ClientAuthentication);

    public X509Certificate2 ExpiredAgentCertificate() => Issue(
        AgentAuthority, "shop", ClusterName(Guid.NewGuid()), ClientAuthentication, TimeSpan.FromDays(-2), TimeSpan.FromDays(-1));

    /// <summary>What a hub does with a request: its own name for the cluster, the agent's key.</summary>
    public string Sign(string csr, TimeSpan from, TimeSpan until)
    {
        var asked = CertificateRequest.LoadSigningRequest(
            Convert.FromBase64String(csr), HashAlgorithmName.SHA256, CertificateRequestLoadOptions.Default);
        var request = new CertificateRequest(new X500DistinguishedName("CN=shop"), asked.PublicKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([ClientAuthentication], false));
        request.CertificateExtensions.Add(ClusterName(Guid.NewGuid()).Build());
        var now = DateTimeOffset.UtcNow;
        using var signed = request.Create(
            AgentAuthority.SubjectName,
            X509SignatureGenerator.CreateForECDsa(AgentAuthority.GetECDsaPrivateKey()!),
            now + from,
            now + until,
            RandomNumberGenerator.GetBytes(12));
        return signed.ExportCertificatePem();
    }

    public static X509Certificate2 Issue(
        X509Certificate2 issuer,
        string name,
        SubjectAlternativeNameBuilder? names,
        Oid usage,
        TimeSpan? from = null,
        TimeSpan? until = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([usage], false));
        if (names is not null)
        {
            request.CertificateExtensions.Add(names.Build());
        }

        var now = DateTimeOffset.UtcNow;
        using var signed = request.Create(
            issuer, now + (from ?? TimeSpan.FromHours(-1)), now + (until ?? TimeSpan.FromHours(1)), RandomNumberGenerator.GetBytes(12));
        return signed.CopyWithPrivateKey(key);
    }

    public static X509Certificate2 IssueUser(X509Certificate2 issuer) => Issue(issuer, "alice", null, ClientAuthentication);

    public static SubjectAlternativeNameBuilder ClusterName(Guid clusterId)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddUri(AgentIdentity.UriFor(clusterId));
        return names;
    }

    public static X509Certificate2 Authority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name} authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        var now = DateTimeOffset.UtcNow;
        return request.CreateSelfSigned(now.AddDays(-30), now.AddDays(30));
    }
}
