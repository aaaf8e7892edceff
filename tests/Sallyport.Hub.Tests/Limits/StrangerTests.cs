using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Sallyport.Hub.Audit;
using Sallyport.Hub.Identity;
using Sallyport.Hub.Limits;
using Sallyport.Hub.Storage;
using Sallyport.Hub.Tests.Storage;

namespace Sallyport.Hub.Tests.Limits;

/// <summary>A flood without a credential neither reaches the store, nor fills the audit, nor goes unseen; people beside it do not notice.</summary>
public sealed class StrangerTests
{
    private const string Pods = "/api/v1/namespaces/shop/pods";
    private const int Flood = 300;

    [Theory]
    [InlineData("1.1", false)]
    [InlineData("2.0", false)]
    [InlineData("1.1", true)]
    public async Task Flood_WithoutACredential_IsTurnedAwayAndCounted(string version, bool toConsole)
    {
        await using var rig = new LimitedRig();
        await rig.InitializeAsync();
        using var client = rig.Client(Version.Parse(version), toConsole ? rig.ConsolePort : null);
        var path = toConsole ? "/api/v1/me" : Pods;

        using var before = await LimitedRig.GetAsync(client, path, rig.Admin);

        var statuses = await LimitedRig.GetManyAsync(client, path, null, Flood);
        using var invented = await LimitedRig.GetAsync(client, path, BearerToken.Make());
        using var known = await LimitedRig.GetAsync(client, path, rig.Admin);

        statuses.Should().Contain(HttpStatusCode.Unauthorized).And.Contain(HttpStatusCode.TooManyRequests);
        invented.StatusCode.Should().Be(HttpStatusCode.TooManyRequests, "no store is asked any more");
        invented.Headers.RetryAfter!.Delta.Should().BePositive();
        known.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Flood_InTheAudit_IsCountedToTheLastRequest()
    {
        await using var rig = new LimitedRig();
        await rig.InitializeAsync();
        using var client = rig.Client(HttpVersion.Version20);

        await LimitedRig.GetManyAsync(client, Pods + "?limit=7", null, Flood);
        rig.Services.GetRequiredService<StrangerTrail>().WriteCounted();

        IReadOnlyList<AuditEventRow> decisions = [];
        await Eventually.TrueAsync(async () =>
        {
            decisions = [.. (await rig.Services.GetRequiredService<AuditReader>()
                .ReadLastAsync(new AuditQuery { Source = "kubernetes", Allowed = false }, 1_000, CancellationToken.None))
                .Where(e => e.Kind == AuditEventKind.Decision)];
            return decisions.Sum(Count) == Flood;
        });
        decisions.Should().HaveCountLessThan(Flood / 2);
        decisions.Should().ContainSingle(e => Count(e) > 1).Which.Json.Should().Contain("limit=7").And.Contain("127.0.0.1");
    }

    [Fact]
    public async Task Setup_TriedTooOften_IsTurnedAway()
    {
        await using var rig = new LimitedRig();
        await rig.InitializeAsync();
        using var client = rig.Client(HttpVersion.Version11, rig.ConsolePort);

        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 100 && !statuses.Contains(HttpStatusCode.TooManyRequests); i++)
        {
            using var content = new StringContent("""{"setupToken":"sps_guess","name":"eve"}""", null, "application/json");
            using var answer = await client.PostAsync(new Uri("/api/v1/setup", UriKind.Relative), content, TestContext.Current.CancellationToken);
            statuses.Add(answer.StatusCode);
        }

        statuses[^1].Should().Be(HttpStatusCode.TooManyRequests);
        statuses[0].Should().NotBe(HttpStatusCode.TooManyRequests);
    }

    private static long Count(AuditEventRow e) => (long?)JsonNode.Parse(e.Json)!["count"] ?? 1;
}
