using Sallyport.Hub.Storage;
using Sallyport.Hub.Tests.Gateway;
using Sallyport.Hub.Tests.Storage;

namespace Sallyport.Hub.Tests.Attacks;

/// <summary>Every request leaves its events, whatever its sender would like, and none of them holds a secret.</summary>
public sealed class WrittenDownTests(GatewayRig rig) : IClassFixture<GatewayRig>
{
    [Theory]
    [InlineData("X-Audit: none")]
    [InlineData("X-Sallyport-Audit-Category: access")]
    [InlineData("Audit-Level: None")]
    [InlineData("X-Kubernetes-Audit-Policy: None")]
    [InlineData("User-Agent: kube-probe/1.32")]
    [InlineData("User-Agent: sallyport-agent/0.1.0")]
    [InlineData("Kubectl-Command: kubectl version")]
    [CatalogueRow(256)]
    public async Task Header_OfTheClient_ChangesNothingOfWhatIsDecidedAndWritten(string header)
    {
        var target = $"/api/v1/namespaces/shop/secrets/{Guid.NewGuid():N}";
        await using var connection = await rig.ConnectAsync();

        await connection.AskAsync($"GET {target}", $"Authorization: Bearer {rig.Developer}", header);
        (await connection.HeadAsync()).Should().StartWith("HTTP/1.1 403");

        var events = await WrittenEvents.OfAsync(rig, target);
        var decision = events.Single(e => (string?)e["event"] == "decision");
        ((string?)decision["user"]).Should().Be("developer");
        ((string?)decision["verb"]).Should().Be("get");
        ((string?)decision["resource"]).Should().Be("secrets");
        ((bool?)decision["allowed"]).Should().BeFalse();
    }

    [Theory]
    [InlineData("GET", "/api/v1/namespaces/shop/pods", 200)]
    [InlineData("GET", "/api/v1/namespaces/shop/secrets", 403)]
    [InlineData("GET", "/api/v1/namespaces/shop%2Fsecrets", 400)]
    [InlineData("get", "/api/v1/namespaces/shop/pods", 400)]
    [CatalogueRow(251)]
    public async Task Request_OfAnyOutcome_LeavesOneDecisionAndOneEnd(string method, string target, int status)
    {
        var marked = $"{target}?labelSelector=a%3D{Guid.NewGuid():N}";
        await using var connection = await rig.ConnectAsync();

        await connection.AskAsync($"{method} {marked}", $"Authorization: Bearer {rig.Developer}");
        (await connection.HeadAsync()).Should().StartWith($"HTTP/1.1 {status}");

        var events = await WrittenEvents.OfAsync(rig, marked);
        events.Should().HaveCount(2);
        events.Select(e => (string?)e["id"]).Distinct().Should().ContainSingle();
        var decision = events.Single(e => (string?)e["event"] == "decision");
        ((string?)decision["user"]).Should().Be("developer");
        ((bool?)decision["allowed"]).Should().Be(status == 200);
        ((int?)events.Single(e => (string?)e["event"] == "end")["status"]).Should().Be(status);
    }

    [Fact]
    [CatalogueRow(255)]
    public async Task Secrets_OfARequest_AreInNoEventAndNoFile()
    {
        string[] secrets = ["body-s3cret", "cookie-s3cret", "query-s3cret", "bearer-s3cret", rig.Admin];
        await using (var write = await rig.ConnectAsync())
        {
            const string Body = """{"kind":"Secret","stringData":{"password":"body-s3cret"}}""";
            await write.SendAsync(
                $"POST /api/v1/namespaces/shop/secrets HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {rig.Admin}\r\nCookie: session=cookie-s3cret\r\n"
                + $"Content-Type: application/json\r\nContent-Length: {Body.Length}\r\n\r\n{Body}");
            (await write.HeadAsync()).Should().StartWith("HTTP/1.1 200");
        }

        var marked = $"/api/v1/namespaces/shop/pods/{Guid.NewGuid():N}/proxy/?token=query-s3cret";
        await using (var proxied = await rig.ConnectAsync())
        {
            await proxied.AskAsync($"GET {marked}", $"Authorization: Bearer {rig.Admin}");
            (await proxied.HeadAsync()).Should().StartWith("HTTP/1.1 200");
        }

        await using (var smuggled = await rig.ConnectAsync())
        {
            await smuggled.AskAsync(
                "GET /api/v1/namespaces/shop/pods/p/exec?command=sh", $"Authorization: Bearer {rig.Admin}",
                "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Sec-WebSocket-Protocol: base64url.bearer.authorization.k8s.io.bearer-s3cret, v5.channel.k8s.io");
            (await smuggled.HeadAsync()).Should().StartWith("HTTP/1.1 40");
        }

        await Eventually.TrueAsync(async () => (await WrittenEvents.AllAsync(rig)).Any(e => e.Contains(marked.Split('?')[0], StringComparison.Ordinal)));
        var written = string.Concat(await WrittenEvents.AllAsync(rig));
        foreach (var file in Directory.EnumerateFiles(rig.DataFolder, "*.jsonl", SearchOption.AllDirectories))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            written += await new StreamReader(stream).ReadToEndAsync(TestContext.Current.CancellationToken);
        }

        written.Should().NotContainAny(secrets);
    }
}
