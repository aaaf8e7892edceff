using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Sallyport.Hub.Audit;
using Sallyport.Hub.Tests.Storage;

namespace Sallyport.Hub.Tests.Limits;

/// <summary>Who asks too often is told to wait, in the words of whichever door it is, and nobody else notices.</summary>
public sealed class UserRateTests(LimitedRig rig) : IClassFixture<LimitedRig>
{
    private const string Pods = "/api/v1/namespaces/shop/pods";

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task User_AskingTheGatewayTooOften_IsTurnedAwayAndNobodyElseNotices(string version)
    {
        var hasty = "hasty-" + version[0];
        var token = await rig.ReaderAsync(hasty);
        using var client = rig.Client(Version.Parse(version));

        var statuses = await LimitedRig.GetManyAsync(client, Pods, token, 200);
        using var refused = await LimitedRig.GetAsync(client, Pods, token);
        using var other = await LimitedRig.GetAsync(client, Pods, rig.Admin);

        statuses.Should().Contain(HttpStatusCode.OK).And.Contain(HttpStatusCode.TooManyRequests);
        other.StatusCode.Should().Be(HttpStatusCode.OK);
        refused.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta.Should().BePositive();
        (await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
            .Should().Contain("\"kind\":\"Status\"").And.Contain("\"code\":429").And.Contain(hasty);
        await Eventually.TrueAsync(async () =>
            (await rig.Services.GetRequiredService<AuditReader>().ReadLastAsync(new AuditQuery { User = hasty }, 1_000, CancellationToken.None)).Count == 2 * 201);
    }

    [Fact]
    public async Task User_AskingTheApiTooOften_IsTurnedAwayAndNobodyElseNotices()
    {
        var token = await rig.ReaderAsync("hasty-api");
        using var client = rig.Client(HttpVersion.Version11, rig.ConsolePort);

        var statuses = await LimitedRig.GetManyAsync(client, "/api/v1/me", token, 100);
        using var refused = await LimitedRig.GetAsync(client, "/api/v1/me", token);
        using var other = await LimitedRig.GetAsync(client, "/api/v1/me", rig.Admin);

        statuses.Should().Contain(HttpStatusCode.OK).And.Contain(HttpStatusCode.TooManyRequests);
        other.StatusCode.Should().Be(HttpStatusCode.OK);
        refused.Headers.RetryAfter!.Delta.Should().BePositive();
        (await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Should().Contain("hasty-api asks more often");
    }
}
