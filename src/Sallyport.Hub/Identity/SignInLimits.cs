using System.Threading.RateLimiting;
using Sallyport.Hub.Limits;

namespace Sallyport.Hub.Identity;

/// <summary>How often one may try to sign in: by account, against guessing; and by address, against wearing the hub out.</summary>
internal sealed class SignInLimits : IDisposable
{
    private readonly PartitionedRateLimiter<string> _accounts = Limiter(burst: 10, each: TimeSpan.FromSeconds(6));

    // Far below what may wait of all addresses together, so that one of them cannot take all the room.
    private readonly PartitionedRateLimiter<string> _devices = Limiter(burst: 30, each: TimeSpan.FromSeconds(2));

    // Generous: behind a load balancer everybody has one address.
    private readonly PartitionedRateLimiter<string> _addresses = Limiter(burst: 200, each: TimeSpan.FromMilliseconds(50));

    public bool Admits(HttpContext http) => Admits(_addresses, ClientNetwork.Of(http.Connection.RemoteIpAddress).ToString());

    /// <summary>Whether a command line without a browser may begin to wait for an answer.</summary>
    public bool AdmitsDevice(HttpContext http) => Admits(_devices, ClientNetwork.Of(http.Connection.RemoteIpAddress).ToString());

    /// <param name="account">A name as somebody typed it, or whatever else is being guessed at.</param>
    public bool AdmitsAccount(string account) => Admits(_accounts, UserName.IsValid(account) ? account : "");

    public void Dispose()
    {
        _accounts.Dispose();
        _addresses.Dispose();
        _devices.Dispose();
    }

    private static bool Admits(PartitionedRateLimiter<string> limiter, string key)
    {
        using var lease = limiter.AttemptAcquire(key);
        return lease.IsAcquired;
    }

    private static PartitionedRateLimiter<string> Limiter(int burst, TimeSpan each) =>
        PartitionedRateLimiter.Create<string, string>(key => RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = burst,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = each,
            QueueLimit = 0,
            AutoReplenishment = false,
        }));
}
