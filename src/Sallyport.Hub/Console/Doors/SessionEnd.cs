using Sallyport.Hub.Identity;

namespace Sallyport.Hub.Console.Doors;

/// <summary>Tells when a session has ended: revoked, or its time is over.</summary>
internal sealed class SessionEnd : IDisposable
{
    private readonly CancellationTokenSource _ended = new();
    private readonly CredentialDirectory _credentials;
    private readonly Guid _session;
    private readonly ITimer? _timer;

    public SessionEnd(CredentialDirectory credentials, Guid session, DateTimeOffset? ends, TimeProvider time)
    {
        (_credentials, _session) = (credentials, session);
        Token = _ended.Token;
        credentials.Revoked += OnRevoked;
        if (ends is { } at)
        {
            var left = at - time.GetUtcNow();
            _timer = time.CreateTimer(_ => End(), null, left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }

        // Listening first, asking then: no revocation falls between.
        if (!credentials.IsInForce(session))
        {
            End();
        }
    }

    /// <summary>Cancelled when the session has ended.</summary>
    public CancellationToken Token { get; }

    public void Dispose()
    {
        _credentials.Revoked -= OnRevoked;
        _timer?.Dispose();
        _ended.Dispose();
    }

    private void OnRevoked(Guid session)
    {
        if (session == _session)
        {
            End();
        }
    }

    private void End()
    {
        try
        {
            // Not on the thread that brings the news to everybody.
            _ = _ended.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // The page was closed meanwhile.
        }
    }
}
