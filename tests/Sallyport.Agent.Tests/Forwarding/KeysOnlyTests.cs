using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Sallyport.Access.Enforcement;
using Sallyport.Access.Redaction;
using Sallyport.Agent.Tests.Support;
using Sallyport.Tunnel.Protocol;

namespace Sallyport.Agent.Tests.Forwarding;

/// <summary>
/// A group that may see the keys of Secrets alone is never impersonated without redaction: whatever the hub asks for, and
/// whatever kube-apiserver answers.
/// </summary>
public sealed class KeysOnlyTests
{
    private const string Secrets = "/api/v1/namespaces/shop/secrets";

    private const string List =
        """{"kind":"SecretList","apiVersion":"v1","metadata":{},"items":[{"metadata":{"name":"db","annotations":{"x":"leak"}},"data":{"k":"bGVhaw=="}}]}""";

    private static readonly string Group = new ImpersonatedGroup("project-read-only", 1, GroupVariant.KeysOnly, "shop").Name;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Rows 104, 109 to 113 and 116: what cannot be redacted, and what would write placeholders over values.</summary>
    [Theory]
    [CatalogueRow(104, 109, 110, 111, 112, 113, 116)]
    [InlineData("GET", "/api/v1/namespaces/shop/pods")]
    [InlineData("GET", "/api/v1/namespaces/shop/secrets/db/status")]
    [InlineData("GET", "/apis/example.com/v1/namespaces/shop/secrets")]
    [InlineData("GET", "/api/v1/namespaces/shop/pods/web/log")]
    [InlineData("GET", "/version")]
    [InlineData("HEAD", "/api/v1/namespaces/shop/secrets/db")]
    [InlineData("POST", "/api/v1/namespaces/shop/secrets?dryRun=All")]
    [InlineData("PUT", "/api/v1/namespaces/shop/secrets/db?dryRun=All")]
    [InlineData("PATCH", "/api/v1/namespaces/shop/secrets/db?dryRun=All")]
    [InlineData("DELETE", "/api/v1/namespaces/shop/secrets/db?dryRun=All")]
    [InlineData("DELETE", "/api/v1/namespaces/shop/secrets?dryRun=All")]
    public async Task Request_ForAnythingButReadingSecrets_ReachesNoCluster(string method, string target)
    {
        await using var upstream = await RecordingApiServer.StartAsync();
        await using var agent = await AgentUnderTest.StartAsync(upstream, groups: [Group]);

        using var response = await agent.SendAsync(AgentUnderTest.Request(method, target, group: Group));

        response.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        upstream.Requests.Should().BeEmpty();
    }

    [Theory]
    [CatalogueRow(107)]
    [InlineData(Secrets)]
    [InlineData(Secrets + "?continue=b3RoZXI&limit=500")]
    public async Task Answer_AboutSecrets_LosesItsValuesAndIsMarked(string target)
    {
        await using var upstream = await RecordingApiServer.StartAsync(context => Json(context, List));
        await using var agent = await AgentUnderTest.StartAsync(upstream, groups: [Group]);

        using var response = await agent.SendAsync(AgentUnderTest.Request("GET", target, group: Group));

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        response.Headers.GetValues(TunnelHeaders.Redacted).Should().Equal("1");
        response.Content.Headers.ContentLength.Should().BeNull("it is the length of what was not passed on");
        (await response.Content.ReadAsStringAsync(Stop)).Should()
            .Contain("\"name\":\"db\"").And.Contain(Placeholder.Value).And.Contain("k: 4 bytes").And.NotContain("leak").And.NotContain("bGVhaw");
    }

    /// <summary>A group of another variant is not redacted, and its answer does not say that it was.</summary>
    [Fact]
    public async Task Answer_ToAGroupThatMaySeeValues_IsPassedOnUnmarked()
    {
        var group = new ImpersonatedGroup("project-read-only", 1, GroupVariant.Secrets, "shop").Name;
        await using var upstream = await RecordingApiServer.StartAsync(context =>
        {
            context.Response.Headers[TunnelHeaders.Redacted] = "1";
            return Json(context, List);
        });
        await using var agent = await AgentUnderTest.StartAsync(upstream, groups: [group]);

        using var response = await agent.SendAsync(AgentUnderTest.Request("GET", Secrets, group: group));

        response.Headers.Contains(TunnelHeaders.Redacted).Should().BeFalse();
        (await response.Content.ReadAsStringAsync(Stop)).Should().Be(List);
    }

    /// <summary>Rows 101 and 102: nothing is asked for that could not be redacted.</summary>
    [Theory]
    [CatalogueRow(101, 102)]
    [InlineData("application/json", "application/json")]
    [InlineData("application/vnd.kubernetes.protobuf", "application/json")]
    [InlineData("application/vnd.kubernetes.protobuf;type=watch", "application/json")]
    [InlineData("application/vnd.kubernetes.protobuf,application/json", "application/json")]
    [InlineData("application/yaml", "application/json")]
    [InlineData("application/cbor-seq", "application/json")]
    [InlineData("*/*", "application/json")]
    [InlineData("application/json;q=0.1,application/yaml", "application/json")]
    [InlineData("application/json;stream=watch", "application/json")]
    [InlineData(
        "application/json;as=Table;v=v1;g=meta.k8s.io,application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json",
        "application/json;as=Table;g=meta.k8s.io;v=v1,application/json;as=Table;g=meta.k8s.io;v=v1beta1,application/json")]
    [InlineData(
        "application/vnd.kubernetes.protobuf;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1",
        "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1")]
    [InlineData("application/json;as=Table;g=evil.example;v=v1", "application/json")]
    [InlineData("application/json;as=ConfigMap;g=meta.k8s.io;v=v1", "application/json")]
    [InlineData(null, "application/json")]
    public async Task Accept_OfAnyForm_AsksForJson(string? accept, string expected)
    {
        await using var upstream = await RecordingApiServer.StartAsync(context => Json(context, List));
        await using var agent = await AgentUnderTest.StartAsync(upstream, groups: [Group]);
        using var request = AgentUnderTest.Request("GET", Secrets, group: Group);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip, br, zstd");
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        using var response = await agent.SendAsync(request);

        var sent = upstream.Requests.Should().ContainSingle().Which;
        string.Join(',', sent.Lines("Accept")).Replace(" ", "", StringComparison.Ordinal).Should().Be(expected);
        sent.Lines("Accept-Encoding").Should().Equal("identity");
    }

    [Theory]
    [CatalogueRow(101)]
    [InlineData("application/vnd.kubernetes.protobuf")]
    [InlineData("application/yaml")]
    [InlineData("application/cbor")]
    [InlineData("text/plain")]
    [InlineData("application/json;stream=watch")]
    [InlineData("application/json-seq")]
    [InlineData(null)]
    public async Task Answer_ThatIsNotPlainJson_StaysInTheCluster(string? contentType)
    {
        await using var upstream = await RecordingApiServer.StartAsync(context => Json(context, List, contentType));
        await using var agent = await AgentUnderTest.StartAsync(upstream, groups: [Group]);

        using var response = await agent.SendAsync(AgentUnderTest.Request("GET", Secrets, group: Group));

        await ShouldBeRefusedAsync(response);
    }

    [Fact]
    [CatalogueRow(102)]
    public async Task Answer_ThatIsCompressed_StaysInTheCluster()
    {
        await using var upstream = await RecordingApiServer.StartAsync(context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            return Json(context, List);
        });
        await using var agent = await AgentUnderTest.StartAsync(upstream, groups: [Group]);

        using var response = await agent.SendAsync(AgentUnderTest.Request("GET", Secrets, group: Group));

        await ShouldBeRefusedAsync(response);
    }

    /// <summary>Row 130.</summary>
    [Theory]
    [CatalogueRow(130)]
    [InlineData("""{"kind":"Secret","data":{},"data":{"k":"leak"}}""")]
    [InlineData("""{"kind":"ConfigMap","apiVersion":"v1","data":{"k":"leak"}}""")]
    [InlineData("""{"kind":"Secret","data":{"k":"leak"}""")]
    public async Task Answer_ThatCannotBeRedacted_StaysInTheCluster(string answer)
    {
        await using var upstream = await RecordingApiServer.StartAsync(context => Json(context, answer));
        await using var agent = await AgentUnderTest.StartAsync(upstream, groups: [Group]);

        using var response = await agent.SendAsync(AgentUnderTest.Request("GET", Secrets + "/db", group: Group));

        await ShouldBeRefusedAsync(response);
    }

    [Fact]
    public async Task Answer_ThatTurnsOutBadLater_IsCutShort()
    {
        await using var upstream = await RecordingApiServer.StartAsync(context => Json(
            context,
            $$$"""{"kind":"SecretList","items":[{{{string.Concat(Enumerable.Repeat("""{"metadata":{"name":"a"}},""", 10_000))}}}{"data":{"k":"leak"},"data":{}}]}"""));
        await using var agent = await AgentUnderTest.StartAsync(upstream, groups: [Group]);

        var reading = async () =>
        {
            using var response = await agent.SendAsync(AgentUnderTest.Request("GET", Secrets, group: Group));
            response.EnsureSuccessStatusCode();
            await response.Content.CopyToAsync(Stream.Null, Stop);
        };

        await reading.Should().ThrowAsync<HttpRequestException>();
    }

    /// <summary>Row 103.</summary>
    [Fact]
    [CatalogueRow(103)]
    public async Task Watch_OfSecrets_IsRedactedWhileItIsOpen()
    {
        var more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var upstream = await RecordingApiServer.StartAsync(async context =>
        {
            context.Response.ContentType = "application/json";
            await context.Response.Body.FlushAsync();
            await context.Response.WriteAsync("""{"type":"ADDED","object":{"kind":"Secret","apiVersion":"v1","metadata":{"name":"db"},"data":{"k":"bGVh""");
            await context.Response.Body.FlushAsync();
            await more.Task;
            await context.Response.WriteAsync("""aw=="}}}""" + "\n");
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        });
        await using var agent = await AgentUnderTest.StartAsync(upstream, groups: [Group]);

        using var response = await agent.SendAsync(AgentUnderTest.Request("GET", Secrets + "?watch=true", group: Group));
        response.Headers.GetValues(TunnelHeaders.Redacted).Should().Equal("1");
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(Stop), Encoding.UTF8);
        more.SetResult();

        (await lines.ReadLineAsync(Stop)).Should().StartWith("""{"type":"ADDED","object":{"kind":"Secret",""").And.Contain(Placeholder.Value).And.NotContain("bGVh");
    }

    [Fact]
    public async Task Watch_RefusedByTheCluster_SaysWhy()
    {
        await using var upstream = await RecordingApiServer.StartAsync(context =>
        {
            context.Response.StatusCode = 410;
            return Json(context, """{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"too old","reason":"Expired","code":410}""");
        });
        await using var agent = await AgentUnderTest.StartAsync(upstream, groups: [Group]);

        using var response = await agent.SendAsync(AgentUnderTest.Request("GET", Secrets + "?watch=true", group: Group));

        response.StatusCode.Should().Be(HttpStatusCode.Gone);
        (await response.Content.ReadAsStringAsync(Stop)).Should().Contain("too old");
    }

    [Fact]
    public async Task TooManyRequests_InPlainText_StaysTooManyRequests()
    {
        await using var upstream = await RecordingApiServer.StartAsync(context =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = "1";
            return Json(context, "Too many requests, please try again later.", "text/plain; charset=utf-8");
        });
        await using var agent = await AgentUnderTest.StartAsync(upstream, groups: [Group]);

        using var response = await agent.SendAsync(AgentUnderTest.Request("GET", Secrets, group: Group));

        response.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        response.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromSeconds(1));
    }

    private static async Task ShouldBeRefusedAsync(HttpResponseMessage response)
    {
        response.StatusCode.Should().Be(HttpStatusCode.BadGateway);
        response.Headers.GetValues(TunnelHeaders.AgentRefusal).Should().Equal("1");
        response.Headers.Contains(TunnelHeaders.Redacted).Should().BeFalse();
        (await response.Content.ReadAsStringAsync(Stop)).Should().Contain("\"kind\":\"Status\"").And.NotContain("leak").And.NotContain("bGVhaw");
    }

    private static Task Json(HttpContext context, string body, string? contentType = "application/json")
    {
        context.Response.ContentType = contentType;
        context.Response.ContentLength = Encoding.UTF8.GetByteCount(body);
        return context.Response.WriteAsync(body);
    }
}
