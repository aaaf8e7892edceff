using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.EntityFrameworkCore;
using Sallyport.Hub.Storage;
using Sallyport.Tunnel.Accepting;
using Sallyport.Tunnel.Protocol;

namespace Sallyport.Hub.Fleet;

/// <summary>Gives agents their certificates: for a one-time join token, or for the certificate they have.</summary>
internal sealed class Enrolment(
    IDbContextFactory<SallyportDbContext> store, CertificateAuthorities authorities, AgentCertificates certificates,
    TimeProvider time, ILogger<Enrolment> log)
{
    public async Task<EnrollmentAnswer> AnswerAsync(
        EnrollmentRequest request, AgentIdentity? current, string address, CancellationToken cancellationToken)
    {
        byte[] signingRequest;
        try
        {
            signingRequest = Convert.FromBase64String(request.Csr);
            return request.Token is { } token
                ? await JoinAsync(token, signingRequest, address, cancellationToken)
                : await RenewAsync(current, signingRequest, address, cancellationToken);
        }
        catch (Exception malformed) when (malformed is FormatException or CryptographicException)
        {
            return Refused(address, "The certificate request is not a well-formed PKCS#10 request.");
        }
    }

    private async Task<EnrollmentAnswer> JoinAsync(
        string token, byte[] signingRequest, string address, CancellationToken cancellationToken)
    {
        var hash = JoinToken.Hash(token);
        DateTimeOffset? now = time.GetUtcNow();
        await using var database = await store.CreateDbContextAsync(cancellationToken);
        var cluster = await database.Clusters.AsNoTracking()
            .SingleOrDefaultAsync(c => c.JoinTokenHash == hash && c.RemovedAt == null, cancellationToken);
        if (cluster is null)
        {
            return Refused(address, "The join token is unknown.");
        }

        // An agent whose answer was lost asks again with the key it has; nobody else can, since a request is signed by it.
        var key = PublicKeyOf(signingRequest);
        var again = cluster.JoinTokenUsed is not null && cluster.AgentCertificateThumbprint == key;
        if (cluster.JoinTokenUsed is not null && !again)
        {
            return Refused(address, $"The join token of cluster {cluster.Name} was used before; 'sallyport clusters rejoin {cluster.Name}' gives a new one.");
        }

        if (cluster.JoinTokenExpires is not { } expires || expires <= now)
        {
            return Refused(address, $"The join token of cluster {cluster.Name} has expired; 'sallyport clusters rejoin {cluster.Name}' gives a new one.");
        }

        using var certificate = certificates.Issue(
            signingRequest, cluster.Id, cluster.Name,
            again ? SerialNumber.Renewal(cluster.AgentCertificateSerial) : SerialNumber.Random());
        var serial = certificate.SerialNumber;
        var used = cluster.JoinTokenUsed;
        // Whoever marks the token used has it: of two at once, one finds nothing to mark.
        var taken = await database.Clusters
            .Where(c => c.Id == cluster.Id && c.JoinTokenHash == hash && c.JoinTokenUsed == used)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(c => c.JoinTokenUsed, now)
                    .SetProperty(c => c.AgentCertificateSerial, serial)
                    .SetProperty(c => c.AgentCertificateThumbprint, key),
                cancellationToken);
        return taken == 1
            ? Issued(certificate, cluster.Name)
            : Refused(address, $"The join token of cluster {cluster.Name} was used before.");
    }

    private async Task<EnrollmentAnswer> RenewAsync(
        AgentIdentity? current, byte[] signingRequest, string address, CancellationToken cancellationToken)
    {
        if (current is null)
        {
            return Refused(address, "A join token or the agent's current certificate is needed.");
        }

        await using var database = await store.CreateDbContextAsync(cancellationToken);
        var cluster = await database.Clusters.AsNoTracking()
            .SingleOrDefaultAsync(c => c.Id == current.ClusterId && c.RemovedAt == null, cancellationToken);
        if (cluster is null || !SerialNumber.SameEnrolment(cluster.AgentCertificateSerial, current.Certificate.SerialNumber))
        {
            return Refused(address, "The certificate is of no cluster that is enrolled now; the agent must join anew.");
        }

        using var certificate = certificates.Issue(
            signingRequest, cluster.Id, cluster.Name, SerialNumber.Renewal(cluster.AgentCertificateSerial));
        var serial = certificate.SerialNumber;
        var key = PublicKeyOf(signingRequest);
        var renewed = await database.Clusters
            .Where(c => c.Id == cluster.Id && c.AgentCertificateSerial == cluster.AgentCertificateSerial)
            .ExecuteUpdateAsync(
                set => set.SetProperty(c => c.AgentCertificateSerial, serial).SetProperty(c => c.AgentCertificateThumbprint, key),
                cancellationToken);
        return renewed == 1 ? Issued(certificate, cluster.Name) : Refused(address, "The agent must join anew.");
    }

    private static string PublicKeyOf(byte[] signingRequest) => Convert.ToHexString(SHA256.HashData(
        CertificateRequest.LoadSigningRequest(signingRequest, HashAlgorithmName.SHA256).PublicKey.ExportSubjectPublicKeyInfo()));

    private EnrollmentAnswer Issued(X509Certificate2 certificate, string cluster)
    {
        var serial = certificate.SerialNumber;
        DateTimeOffset until = certificate.NotAfter;
        log.CertificateIssued(cluster, serial, until);
        return new EnrollmentAnswer(certificate.ExportCertificatePem() + "\n" + authorities.Agents.CertificatePem, cluster);
    }

    private EnrollmentAnswer Refused(string address, string sentence)
    {
        log.AgentRefused(address, sentence);
        return new EnrollmentAnswer(Error: sentence);
    }
}
