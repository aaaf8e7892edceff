using Sallyport.Hub.Tests.Gateway;
using Sallyport.Testing.Catalogue.Tables;

namespace Sallyport.Hub.Tests.Attacks;

/// <summary>What is not understood exactly as kube-apiserver would is refused to everyone, and not a byte of it reaches the agent.</summary>
public sealed class RefusedLineTests(GatewayRig rig) : IClassFixture<GatewayRig>
{
    [Theory]
    [MemberData(nameof(RefusedLines.All), MemberType = typeof(RefusedLines))]
    [CatalogueTable(typeof(RefusedLines))]
    public async Task Line_OverHttp1_IsRefusedAndNotSentOn(int row, string method, string target)
    {
        var before = rig.Agent.Requests.Count;
        await using var connection = await rig.ConnectAsync();

        await connection.AskAsync($"{method} {target}", $"Authorization: Bearer {rig.Admin}");

        // Kestrel itself answers 405 to what is a target for another method.
        (await connection.HeadAsync()).Should().MatchRegex("^HTTP/1.1 40[05]", "of row {0}", row);
        rig.Agent.Requests.Should().HaveCount(before);
    }

    [Theory]
    [MemberData(nameof(RefusedLines.All), MemberType = typeof(RefusedLines))]
    [CatalogueTable(typeof(RefusedLines))]
    public async Task Line_OverHttp2_IsRefusedAndNotSentOn(int row, string method, string target)
    {
        var before = rig.Agent.Requests.Count;
        await using var connection = await rig.ConnectHttp2Async();

        var answer = await connection.AskAsync(method, target, "127.0.0.1", new HeaderField("authorization", $"Bearer {rig.Admin}"));

        // What is no path at all is no request to HTTP/2: its stream is reset.
        (answer.Status == 400 || (answer.Status == 0 && (answer.Error is not null || answer.ConnectionEnded)))
            .Should().BeTrue("row {0} got {1}", row, answer);
        rig.Agent.Requests.Should().HaveCount(before);
    }
}
