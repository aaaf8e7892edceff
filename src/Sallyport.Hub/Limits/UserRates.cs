namespace Sallyport.Hub.Limits;

/// <summary>How often one user may ask, at the gateway and at the API.</summary>
internal sealed class UserRates(HubLimits limits, TimeProvider time)
{
    private readonly Buckets<string> _gateway = new(limits.RequestsPerUser, time);
    private readonly Buckets<string> _api = new(limits.ApiRequestsPerUser, time);

    /// <summary>Counts a request at the gateway. Null when the user may ask, and otherwise how many seconds to wait.</summary>
    public int? AtGateway(string user) => Seconds(_gateway.Take(user));

    /// <summary>Counts a request at the API. Null when the user may ask, and otherwise how many seconds to wait.</summary>
    public int? AtApi(string user) => Seconds(_api.Take(user));

    public static string Words(string user) => $"{user} asks more often than one user may; try again in a moment.";

    private static int? Seconds(TimeSpan? wait) => wait is { } span ? RetryAfter.Seconds(span) : null;
}
