using System.Net;

namespace Sallyport.Hub.Limits;

/// <summary>
/// Requests without a credential that holds. Each address has so many of them; further ones get nothing but the advice to
/// wait. Who does have a credential never notices, whatever others do from the same address.
/// </summary>
internal sealed class Strangers(HubLimits limits, TimeProvider time)
{
    private readonly Buckets<IPAddress> _requests = new(limits.StrangersPerAddress, time);

    /// <summary>Counts a refused request. Null when the refusal may say why, and otherwise how many seconds to wait.</summary>
    public int? Charge(string address) => Seconds(_requests.Take(ClientNetwork.Of(address)));

    /// <summary>How many seconds an address has to wait before a token that nobody knows yet is looked up; null when it has not.</summary>
    public int? Wait(string address) => Seconds(_requests.Wait(ClientNetwork.Of(address)));

    public static string Words(string address) => $"Too many requests without a valid credential came from {address}; try again in a moment.";

    private static int? Seconds(TimeSpan? wait) => wait is { } span ? RetryAfter.Seconds(span) : null;
}
