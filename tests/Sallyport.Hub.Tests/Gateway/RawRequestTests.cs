namespace Sallyport.Hub.Tests.Gateway;

/// <summary>What is not understood exactly as kube-apiserver would is refused, and not a byte of it reaches the agent.</summary>
public sealed class RawRequestTests(GatewayRig rig) : IClassFixture<GatewayRig>
{
    public static TheoryData<string> RefusedHeaders => new(
        "impersonate-user: system:admin",
        "Impersonate_User: x",
        "Impersonate-Uid: 1",
        "Impersonate-Extra-scopes: x",
        "Impersonate-Foo: x",
        "Sallyport-User: sallyport:admin",
        "Sallyport_Group: x",
        "Authorization: Bearer other",
        "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__",
        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "Content-Encoding: gzip");

    [Theory]
    [MemberData(nameof(RefusedHeaders))]
    [CatalogueRow(139, 140, 155, 177, 187)]
    public async Task Header_NeverAccepted_RefusesTheRequest(string header)
    {
        var before = rig.Agent.Requests.Count;
        await using var connection = await rig.ConnectAsync();
        await connection.AskAsync("GET /api/v1/namespaces/shop/pods", $"Authorization: Bearer {rig.Admin}", header);

        (await connection.AnswerAsync()).Status.Should().Be(400);
        rig.Agent.Requests.Should().HaveCount(before);
    }

    [Fact]
    [CatalogueRow(97)]
    public async Task Exec_WithAConnectionHeaderThatOnlyContainsUpgrade_IsRefused()
    {
        var before = rig.Agent.Requests.Count;
        await using var connection = await rig.ConnectAsync();
        await connection.AskAsync(
            "GET /api/v1/namespaces/shop/pods/p/exec?command=sh", $"Authorization: Bearer {rig.Admin}", "Connection: keep-alive, xUpgradex");

        (await connection.AnswerAsync()).Status.Should().Be(400);
        rig.Agent.Requests.Should().HaveCount(before);
    }

    [Fact]
    [CatalogueRow(179)]
    public async Task Body_WithTwoLengths_IsRefused()
    {
        await using var connection = await rig.ConnectAsync();
        await connection.SendAsync(
            $"POST /api/v1/namespaces/shop/pods HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {rig.Admin}\r\nContent-Type: application/json\r\n"
            + "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");

        (await connection.AnswerAsync()).Status.Should().Be(400);
    }

    [Fact]
    [CatalogueRow(195)]
    public async Task Pipelined_AllowedThenRefused_EachGetsItsOwnAnswer()
    {
        await using var connection = await rig.ConnectAsync();
        var headers = $" HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {rig.Developer}\r\n\r\n";
        await connection.SendAsync("GET /api/v1/namespaces/shop/pods" + headers + "DELETE /api/v1/namespaces/shop/pods/p" + headers);

        (await connection.HeadAsync()).Should().StartWith("HTTP/1.1 200");
        var rest = await ReadUntilAsync(connection, "HTTP/1.1 403");
        rest.Should().Contain("PodList").And.Contain("HTTP/1.1 403");
    }

    [Theory]
    [InlineData(100 * 1024)]
    [InlineData(1024 * 1024)]
    [CatalogueRow(46)]
    public async Task Target_FarTooLong_GetsAStatusThatSaysSo(int length)
    {
        await using var connection = await rig.ConnectAsync();
        await connection.AskAsync($"GET /api/v1/{new string('a', length)}", $"Authorization: Bearer {rig.Admin}");

        var answer = await connection.AnswerAsync();

        answer.Status.Should().Be(414);
        answer.Body.Should().Contain("\"kind\":\"Status\"").And.Contain("32 KiB");
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    [CatalogueRow(51, 154, 157, 159)]
    public async Task Request_Allowed_ReachesTheAgentWithOurIdentityAndNothingElse(string version)
    {
        using var client = rig.Client(Version.Parse(version));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/namespaces/shop/pods?limit=5");
        request.Headers.Add("Authorization", $"Bearer {rig.Developer}");
        request.Headers.Add("Cookie", "hub_session=x");
        request.Headers.Add("X-Remote-User", "admin");
        request.Headers.Add("X-Forwarded-For", "10.0.0.1");
        request.Headers.Add("Audit-ID", "chosen");
        request.Headers.Add("X-HTTP-Method-Override", "DELETE");
        request.Headers.Add("Kubectl-Command", "kubectl get");

        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);

        ((int)response.StatusCode).Should().Be(200);
        response.Headers.CacheControl!.NoStore.Should().BeTrue();
        var received = rig.Agent.Requests.Last();
        received.Target.Should().Be("/api/v1/namespaces/shop/pods?limit=5");
        received.Method.Should().Be("GET");
        received.Headers["sallyport-user"].Should().Be("sallyport:developer");
        received.Headers["sallyport-group"].Should().Be("sallyport:namespace-read-only:1:base:ns:shop");
        received.Headers["Kubectl-Command"].Should().Be("kubectl get");
        received.Headers.Keys.Should().NotContain(["Authorization", "Cookie", "X-Remote-User", "X-Forwarded-For", "Audit-ID", "X-HTTP-Method-Override"]);
    }

    private static async Task<string> ReadUntilAsync(RawConnection connection, string end)
    {
        var text = new System.Text.StringBuilder();
        var buffer = new byte[4096];
        while (!text.ToString().Contains(end, StringComparison.Ordinal))
        {
            var read = await connection.Stream.ReadAsync(buffer, TestContext.Current.CancellationToken);
            if (read == 0)
            {
                break;
            }

            text.Append(System.Text.Encoding.UTF8.GetString(buffer, 0, read));
        }

        return text.ToString();
    }
}
