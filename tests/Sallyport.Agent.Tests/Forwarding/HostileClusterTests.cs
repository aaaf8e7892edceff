using System.Net;
using System.Net.Sockets;
using System.Text;
using Sallyport.Agent.Cluster;
using Sallyport.Agent.Tests.Support;

namespace Sallyport.Agent.Tests.Forwarding;

/// <summary>What stands where kube-apiserver should may answer anything at all: no line of it becomes another's.</summary>
public sealed class HostileClusterTests
{
    [Theory]
    [InlineData("Audit-Id: a\rSet-Cookie: x=y")]
    [InlineData("Audit-Id: a\0b")]
    [InlineData("Audit-Id: caf\u00e9")]
    [InlineData("Audit-Id: a\u001b]52;c;x\u0007")]
    [InlineData("Content-Type: application/json\u007f")]
    [InlineData("Bad Name: x")]
    [InlineData(" Audit-Id: x")]
    [InlineData(": x")]
    [CatalogueRow(205)]
    public async Task Header_ThatCannotBePassedOn_BecomesNoOther(string line)
    {
        using var cluster = new TcpListener(IPAddress.Loopback, 0);
        cluster.Start();
        var answering = AnswerAsync(cluster, $"HTTP/1.1 200 OK\r\n{line}\r\nContent-Length: 2\r\n\r\n{{}}");
        await using var agent = await AgentUnderTest.StartAsync(
            KubernetesEndpoint.WithToken(new Uri($"http://127.0.0.1:{((IPEndPoint)cluster.LocalEndpoint).Port}"), "t"));

        using var response = await agent.SendAsync("GET", "/api/v1/namespaces/shop/pods");
        await answering;

        // .NET's own reader turns some control characters into spaces; what is left of the line stays one line.
        response.StatusCode.Should().BeOneOf(HttpStatusCode.BadGateway, HttpStatusCode.OK);
        foreach (var header in response.Headers.NonValidated)
        {
            header.Key.ToLowerInvariant().Should().BeOneOf("date", "server", "audit-id", "sallyport-agent-refusal");
            string.Concat(header.Value).Should().MatchRegex("^[ -~]*$");
        }
    }

    private static async Task AnswerAsync(TcpListener listener, string answer)
    {
        using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await using var stream = client.GetStream();
        var seen = new StringBuilder();
        var buffer = new byte[4096];
        while (!seen.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            seen.Append(Encoding.Latin1.GetString(buffer, 0, await stream.ReadAsync(buffer, TestContext.Current.CancellationToken)));
        }

        await stream.WriteAsync(Encoding.Latin1.GetBytes(answer), TestContext.Current.CancellationToken);
    }
}
