using System.Net;
using Microsoft.AspNetCore.Http;
using Sallyport.Access.Policy;
using Sallyport.Hub.Limits;
using Sallyport.Hub.Tests.Limits;
using Sallyport.Hub.Tests.Storage;

namespace Sallyport.Hub.Tests.Gateway;

/// <summary>One person cannot take a cluster's tunnel from everybody else: row 190.</summary>
public sealed class RoomTests(GatewayRig rig) : IClassFixture<GatewayRig>
{
    private const string Pods = "/api/v1/namespaces/shop/pods";

    [Fact]
    [CatalogueRow(190)]
    public async Task Watches_MoreThanOnePersonMayHave_AreTurnedAwayAndNobodyElseNotices()
    {
        var greedy = await rig.PersonAsync("greedy", "namespace-read-only", new Scope { Kind = ScopeKind.Namespace, Namespaces = ["shop"] });
        rig.Agent.Answer = WatchAsync;
        var client = rig.Client(HttpVersion.Version20);
        var open = new List<HttpResponseMessage>();
        for (var i = 0; i < new HubLimits().OpenPerUser; i++)
        {
            open.Add(await AskAsync(client, Pods + "?watch=true", greedy));
        }

        open.Should().OnlyContain(answer => answer.StatusCode == HttpStatusCode.OK);
        using var refused = await AskAsync(client, Pods, greedy);
        refused.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta.Should().BePositive();
        (await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
            .Should().Contain("\"kind\":\"Status\"").And.Contain("alpha");
        var statuses = await LimitedRig.GetManyAsync(client, Pods + "?watch=true", greedy, 4_600);
        statuses.Should().OnlyContain(status => status == HttpStatusCode.TooManyRequests);
        using var others = await AskAsync(client, Pods + "?watch=true", rig.Developer);
        others.StatusCode.Should().Be(HttpStatusCode.OK);

        open.ForEach(answer => answer.Dispose());
        await Eventually.TrueAsync(async () =>
        {
            using var again = await AskAsync(client, Pods + "?watch=true", greedy);
            return again.StatusCode == HttpStatusCode.OK;
        });
        client.Dispose();
    }

    private static Task<HttpResponseMessage> AskAsync(HttpClient client, string path, string token)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Headers.Authorization = new("Bearer", token);
        return client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    private static async Task WatchAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        await context.Response.Body.FlushAsync(context.RequestAborted);
        await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
