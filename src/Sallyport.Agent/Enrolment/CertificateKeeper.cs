using System.Security.Cryptography.X509Certificates;
using Sallyport.Agent.Cluster;
using Sallyport.Agent.Control;
using Sallyport.Agent.Hosting;
using Sallyport.Tunnel;
using Sallyport.Tunnel.Dialing;
using Sallyport.Tunnel.Enrollment;
using Sallyport.Tunnel.Protocol;

namespace Sallyport.Agent.Enrolment;

/// <summary>
/// Gets the agent its certificate: once with the join token, and from then on with the certificate it has. The key pair never
/// leaves the agent, and is kept together with its certificate or not at all.
/// </summary>
internal sealed partial class CertificateKeeper(
    IAgentKeyStore store, Func<X509Certificate2?, TunnelClientOptions> dial, AgentOptions options, ILogger<CertificateKeeper> logger)
{
    private static readonly Backoff Unreachable = new() { First = TimeSpan.FromSeconds(1), Longest = TimeSpan.FromSeconds(30) };

    // A token that the hub refuses will not get better by asking often; but the hub may be restored meanwhile.
    private static readonly Backoff Refused = new() { First = TimeSpan.FromSeconds(30), Longest = TimeSpan.FromMinutes(10) };

    private readonly TimeProvider _time = options.Clock;
    private volatile X509Certificate2? _certificate;
    private AgentKeys? _another;
    private string? _joinedWith;

    /// <summary>The certificate to dial with; null before there is one.</summary>
    public X509Certificate2? Certificate => _certificate;

    /// <summary>Returns when there is a certificate, however long it takes.</summary>
    public async Task<X509Certificate2> ObtainAsync(CancellationToken cancellationToken)
    {
        var failures = 0;
        while (true)
        {
            TimeSpan pause;
            try
            {
                return _certificate = await FindAsync(await store.LoadAsync(cancellationToken), cancellationToken);
            }
            catch (EnrolmentRefusedException e)
            {
                pause = Refused.After(++failures);
                LogRefused(logger, e.Message, pause.TotalSeconds);
            }
            catch (Exception e) when (e is TunnelException or KubernetesApiException or KubernetesUnavailableException or IOException)
            {
                pause = Unreachable.After(++failures);
                LogFailed(logger, e.Message, pause.TotalSeconds);
            }

            await Task.Delay(pause, _time, cancellationToken);
        }
    }

    /// <summary>Renews the certificate when two thirds of its life are over, for as long as the agent runs.</summary>
    public async Task RenewAsync(CancellationToken cancellationToken)
    {
        var failures = 0;
        while (_certificate is { } current)
        {
            var due = RenewalOf(current) - _time.GetUtcNow();
            if (due > TimeSpan.Zero)
            {
                // Timers end at 49 days.
                await Task.Delay(due < TimeSpan.FromDays(1) ? due : TimeSpan.FromDays(1), _time, cancellationToken);
                continue;
            }

            try
            {
                _certificate = await AskAsync(AgentKeys.New(), current, token: null, cancellationToken);
                failures = 0;
                var until = _certificate.NotAfter.ToUniversalTime();
                LogRenewed(logger, until);
            }
            catch (Exception e) when (e is EnrolmentRefusedException or TunnelException or KubernetesApiException
                or KubernetesUnavailableException or IOException)
            {
                var pause = Refused.After(++failures);
                var until = current.NotAfter.ToUniversalTime();
                LogNotRenewed(logger, until, e.Message, pause.TotalSeconds);
                await Task.Delay(pause, _time, cancellationToken);
            }
        }
    }

    private static DateTimeOffset RenewalOf(X509Certificate2 certificate)
    {
        var from = new DateTimeOffset(certificate.NotBefore.ToUniversalTime());
        return from + ((new DateTimeOffset(certificate.NotAfter.ToUniversalTime()) - from) * 2 / 3);
    }

    private async Task<X509Certificate2> FindAsync(AgentKeys? kept, CancellationToken cancellationToken)
    {
        if (kept is { CertificatePem: not null } && AgentKeys.DigestOf(options.JoinToken) is { } given && given != kept.JoinedWith)
        {
            try
            {
                // A token that is new here: the cluster was told to join again, and the hub knows the old certificate no more.
                // What is kept stays until there is another, and so the new key is not kept before it has its certificate.
                return await JoinAsync(_another ??= AgentKeys.New(), cancellationToken);
            }
            catch (EnrolmentRefusedException e)
            {
                LogOldToken(logger, store.Place, e.Message);
            }
        }

        if (Usable(kept) is { } known)
        {
            _joinedWith = kept?.JoinedWith;
            var until = known.NotAfter.ToUniversalTime();
            LogKnown(logger, store.Place, until);
            return known;
        }

        if (kept is not { CertificatePem: null })
        {
            // Kept before it is sent: the hub answers a used token again, but only for the key that used it.
            CheckToken();
            kept = AgentKeys.New();
            await store.SaveAsync(kept, cancellationToken);
        }

        return await JoinAsync(kept, cancellationToken);
    }

    private X509Certificate2? Usable(AgentKeys? kept)
    {
        if (kept?.Certificate() is not { } certificate)
        {
            return null;
        }

        CheckName(certificate);

        if (certificate.NotAfter.ToUniversalTime() > _time.GetUtcNow().UtcDateTime)
        {
            return certificate;
        }

        var until = certificate.NotAfter.ToUniversalTime();
        LogExpired(logger, store.Place, until);
        return null;
    }

    private void CheckName(X509Certificate2 certificate)
    {
        var name = certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false);
        if (options.Cluster is { } expected && expected != name)
        {
            throw new EnrolmentRefusedException($"the certificate is for the cluster '{name}', and this agent is to serve '{expected}'");
        }
    }

    private void CheckToken()
    {
        if (string.IsNullOrEmpty(options.JoinToken))
        {
            throw new EnrolmentRefusedException(
                $"there is no certificate in {store.Place} and no join token was given; an Organization Admin gets one with 'sallyport clusters rejoin'");
        }
    }

    private async Task<X509Certificate2> JoinAsync(AgentKeys keys, CancellationToken cancellationToken)
    {
        CheckToken();
        LogJoining(logger);
        _joinedWith = AgentKeys.DigestOf(options.JoinToken);
        return await AskAsync(keys, current: null, options.JoinToken, cancellationToken);
    }

    private async Task<X509Certificate2> AskAsync(
        AgentKeys keys, X509Certificate2? current, string? token, CancellationToken cancellationToken)
    {
        var answer = await EnrollmentClient.EnrollAsync(
            dial(current),
            new EnrollmentRequest(token, Convert.ToBase64String(keys.SigningRequest()), AgentVersion.Text),
            cancellationToken);
        if (answer.Error is { } error)
        {
            throw new EnrolmentRefusedException(error);
        }

        var issued = keys with { CertificatePem = answer.Certificate, JoinedWith = _joinedWith };
        var certificate = issued.Certificate()
            ?? throw new EnrolmentRefusedException("the hub's certificate is not for the key that the agent sent");
        CheckName(certificate);
        await store.SaveAsync(issued, cancellationToken);
        var until = certificate.NotAfter.ToUniversalTime();
        LogIssued(logger, answer.Cluster ?? "", store.Place, until);
        return certificate;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Enrolled before: certificate from {Place}, good until {NotAfter:u}")]
    private static partial void LogKnown(ILogger logger, string place, DateTime notAfter);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The join token was refused, so the certificate in {Place} stays in use: {Reason}")]
    private static partial void LogOldToken(ILogger logger, string place, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Enrolling with the join token")]
    private static partial void LogJoining(ILogger logger);

    [LoggerMessage(Level = LogLevel.Information, Message = "Enrolled as cluster {Cluster}: certificate kept in {Place}, good until {NotAfter:u}")]
    private static partial void LogIssued(ILogger logger, string cluster, string place, DateTime notAfter);

    [LoggerMessage(Level = LogLevel.Information, Message = "Certificate renewed, good until {NotAfter:u}")]
    private static partial void LogRenewed(ILogger logger, DateTime notAfter);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The certificate in {Place} expired at {NotAfter:u}: enrolling anew")]
    private static partial void LogExpired(ILogger logger, string place, DateTime notAfter);

    [LoggerMessage(Level = LogLevel.Error, Message = "Not enrolled: {Reason}; next try in {Seconds:0} s")]
    private static partial void LogRefused(ILogger logger, string reason, double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Not enrolled yet: {Reason}; next try in {Seconds:0} s")]
    private static partial void LogFailed(ILogger logger, string reason, double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The certificate, good until {NotAfter:u}, was not renewed: {Reason}; next try in {Seconds:0} s")]
    private static partial void LogNotRenewed(ILogger logger, DateTime notAfter, string reason, double seconds);
}
