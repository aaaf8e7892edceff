using System.Net;
using System.Net.Http.Headers;
using Sallyport.Access.Policy;
using Sallyport.Hub.Limits;
using Sallyport.Hub.Tests.Gateway;

namespace Sallyport.Hub.Tests.Limits;

/// <summary>A hub whose limits are within a test's reach.</summary>
public class LimitedRig : GatewayRig
{
    internal override HubLimits Limits => new()
    {
        ConnectionsPerAddress = 400,
        RequestsPerUser = new(1, 30),
        ApiRequestsPerUser = new(1, 10),
        StrangersPerAddress = new(1, 30),
        AuditedStrangersPerAddress = new(1, 10),
        AuditedStrangers = new(1, 100),
        OpenPerUser = 20,
        WatchesPerUser = 8,
        ShellsPerUser = 3,
    };

    public Task<string> ReaderAsync(string name) =>
        PersonAsync(name, "namespace-admin", new Scope { Kind = ScopeKind.Namespace, Namespaces = ["shop"] });

    internal static Task<HttpResponseMessage> GetAsync(HttpClient client, string path, string? token, string? forwardedFor = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path) { Version = client.DefaultRequestVersion, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        if (forwardedFor is not null)
        {
            request.Headers.Add("X-Forwarded-For", forwardedFor);
        }

        return client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    /// <summary>The answers' statuses to the same question asked again and again, a few at a time.</summary>
    internal static async Task<IReadOnlyList<HttpStatusCode>> GetManyAsync(HttpClient client, string path, string? token, int times)
    {
        var statuses = new HttpStatusCode[times];
        await Parallel.ForAsync(0, times, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
        {
            using var answer = await GetAsync(client, path, token);
            statuses[i] = answer.StatusCode;
        });
        return statuses;
    }
}
