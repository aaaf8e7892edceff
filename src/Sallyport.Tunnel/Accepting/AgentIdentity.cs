using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Sallyport.Tunnel.Accepting;

/// <summary>Who an agent is, from the certificate of the inner TLS and nothing else.</summary>
/// <param name="ClusterId">From the certificate's one <c>sallyport://cluster/&lt;id&gt;</c> name.</param>
/// <param name="ClusterName">The subject's common name.</param>
/// <param name="Certificate">The certificate, already checked against the agent authority.</param>
public sealed record AgentIdentity(Guid ClusterId, string ClusterName, X509Certificate2 Certificate)
{
    private const string UriPrefix = "sallyport://cluster/";
    private const string SubjectAlternativeName = "2.5.29.17";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    /// <summary>The name that an agent's certificate carries for a cluster.</summary>
    public static Uri UriFor(Guid clusterId) => new($"{UriPrefix}{clusterId:D}");

    /// <summary>Reads a certificate that the agent authority signed; null when it is no agent's.</summary>
    internal static AgentIdentity? TryRead(X509Certificate2 certificate)
    {
        var usage = certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().FirstOrDefault();
        var name = certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false);
        return usage is not null
            && usage.EnhancedKeyUsages.Cast<Oid>().Any(use => use.Value == ClientAuthentication)
            && !string.IsNullOrEmpty(name)
            && TryReadClusterId(certificate, out var clusterId)
                ? new AgentIdentity(clusterId, name, certificate)
                : null;
    }

    private static bool TryReadClusterId(X509Certificate2 certificate, out Guid clusterId)
    {
        clusterId = default;
        var extension = certificate.Extensions.FirstOrDefault(e => e.Oid?.Value == SubjectAlternativeName);
        if (extension is null)
        {
            return false;
        }

        var uriTag = new Asn1Tag(TagClass.ContextSpecific, 6);
        var found = 0;
        try
        {
            var names = new AsnReader(extension.RawData, AsnEncodingRules.DER).ReadSequence();
            while (names.HasData)
            {
                if (!names.PeekTag().HasSameClassAndValue(uriTag))
                {
                    names.ReadEncodedValue();
                    continue;
                }

                var uri = names.ReadCharacterString(UniversalTagNumber.IA5String, uriTag);
                found++;
                if (!uri.StartsWith(UriPrefix, StringComparison.Ordinal)
                    || !Guid.TryParseExact(uri.AsSpan(UriPrefix.Length), "D", out clusterId))
                {
                    return false;
                }
            }
        }
        catch (AsnContentException)
        {
            return false;
        }

        return found == 1;
    }
}
