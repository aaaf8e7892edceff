using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using Sallyport.Agent.Cluster;
using Sallyport.Agent.Tests.Support;
using Sallyport.Tunnel.Protocol;

namespace Sallyport.Agent.Tests.Forwarding;

public sealed class ForwarderAnswerTests
{
    private const string Pods = "/api/v1/namespaces/shop/pods";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    [CatalogueRow(176)]
    public async Task Redirect_OfTheCluster_IsNeitherFollowedNorPassedOn(int status)
    {
        await using var upstream = await RecordingApiServer.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "https://evil.example/";
            return Task.CompletedTask;
        });
        await using var agent = await AgentUnderTest.StartAsync(upstream);

        using var response = await agent.SendAsync("GET", Pods);

        response.StatusCode.Should().Be(HttpStatusCode.BadGateway);
        response.Headers.Location.Should().BeNull();
        response.Headers.GetValues(TunnelHeaders.AgentRefusal).Should().Equal("1");
        upstream.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task Unauthorized_IsTheAgentsTroubleAndNotTheUsers()
    {
        await using var upstream = await RecordingApiServer.StartAsync(context =>
        {
            context.Response.StatusCode = 401;
            return Task.CompletedTask;
        });
        await using var agent = await AgentUnderTest.StartAsync(upstream);

        using var response = await agent.SendAsync("GET", Pods);

        response.StatusCode.Should().Be(HttpStatusCode.BadGateway);
    }

    [Fact]
    [CatalogueRow(204, 206)]
    public async Task Headers_OfTheAnswer_PassByList()
    {
        await using var upstream = await RecordingApiServer.StartAsync(context =>
        {
            foreach (var name in (string[])["Set-Cookie", "Clear-Site-Data", "Access-Control-Allow-Origin", "Alt-Svc", "Refresh",
                "Location", "WWW-Authenticate", "X-Accel-Redirect", "sallyport-upgraded", "sallyport-agent-refusal"])
            {
                context.Response.Headers[name] = "x";
            }

            context.Response.Headers["Audit-Id"] = "a1";
            context.Response.Headers["Warning"] = "299 - \"old\u0007\"".Replace("\u0007", " ", StringComparison.Ordinal);
            return RecordingApiServer.Ok(context);
        });
        await using var agent = await AgentUnderTest.StartAsync(upstream);

        using var response = await agent.SendAsync("GET", Pods);

        response.Headers.NonValidated.Select(h => h.Key.ToLowerInvariant()).Where(n => n is not ("date" or "server"))
            .Order(StringComparer.Ordinal).Should().Equal("audit-id", "warning");
        response.Content.Headers.ContentType!.MediaType.Should().Be("application/json");
    }

    [Theory]
    [InlineData("get", 0)]
    [InlineData("get", 100_000)]
    [InlineData("get", 1_000_000)]
    [InlineData("watch", 0)]
    [InlineData("watch", 100_000)]
    [InlineData("chunked", 100_000)]
    [CatalogueRow(184)]
    public async Task Answer_CutShortByTheCluster_NeverLooksWhole(string kind, int sent)
    {
        await using var upstream = await RecordingApiServer.StartAsync(async context =>
        {
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = kind == "get" ? sent + 1 : null;
            await context.Response.StartAsync(Stop);
            await context.Response.WriteAsync(new string('x', sent), Stop);
            await context.Response.Body.FlushAsync(Stop);
            context.Abort();
        });
        await using var agent = await AgentUnderTest.StartAsync(upstream);

        var reading = async () =>
        {
            using var response = await agent.SendAsync("GET", kind == "watch" ? Pods + "?watch=true" : Pods);
            // Cut before its headers were read it is a 502; cut later it is a reset.
            response.EnsureSuccessStatusCode();
            await response.Content.CopyToAsync(Stream.Null, Stop);
        };

        await reading.Should().ThrowAsync<HttpRequestException>();
    }

    [Fact]
    public async Task Cluster_NotThere_IsABadGatewayOfTheAgents()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();
        await using var agent = await AgentUnderTest.StartAsync(KubernetesEndpoint.WithToken(new Uri($"http://127.0.0.1:{port}"), "t"));

        using var response = await agent.SendAsync("GET", Pods);

        response.StatusCode.Should().Be(HttpStatusCode.BadGateway);
        (await response.Content.ReadAsStringAsync(Stop)).Should().Contain("\"kind\":\"Status\"").And.Contain("cannot be reached");
    }

    /// <summary>Row 211: another's certificate gets no token.</summary>
    [Fact]
    [CatalogueRow(211)]
    public async Task Cluster_WithACertificateOfAnotherIssuer_GetsNothing()
    {
        using var impostor = Certificate();
        using var pinned = Certificate();
        await using var upstream = await RecordingApiServer.StartAsync(RecordingApiServer.Ok, impostor);
        await using var agent = await AgentUnderTest.StartAsync(
            KubernetesEndpoint.WithToken(upstream.Address, "t") with { Authorities = [pinned] });

        using var response = await agent.SendAsync("GET", Pods);

        response.StatusCode.Should().Be(HttpStatusCode.BadGateway);
        upstream.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Cluster_WithItsPinnedCertificate_IsAsked()
    {
        using var certificate = Certificate();
        await using var upstream = await RecordingApiServer.StartAsync(
            context => context.Response.WriteAsync(context.Request.Protocol), certificate);
        await using var agent = await AgentUnderTest.StartAsync(
            KubernetesEndpoint.WithToken(upstream.Address, "t") with { Authorities = [certificate] });

        using var response = await agent.SendAsync("GET", Pods);

        (await response.Content.ReadAsStringAsync(Stop)).Should().Be("HTTP/2");
    }

    [Fact]
    public async Task ProxiedPod_AnsweringWithEndlessHeaders_EndsNobodyElsesStream()
    {
        using var certificate = Certificate();
        var more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var upstream = await RecordingApiServer.StartAsync(
            async context =>
            {
                if (context.Request.Path.Value!.EndsWith("/proxy", StringComparison.Ordinal))
                {
                    context.Response.Headers["x-pod"] = new string('a', 80 * 1024);
                    await context.Response.WriteAsync("");
                    return;
                }

                await context.Response.WriteAsync("first");
                await context.Response.Body.FlushAsync();
                await more.Task;
                await context.Response.WriteAsync(" second");
            },
            certificate);
        await using var agent = await AgentUnderTest.StartAsync(
            KubernetesEndpoint.WithToken(upstream.Address, "t") with { Authorities = [certificate] });
        using var watch = await agent.SendAsync("GET", "/api/v1/namespaces/shop/pods?watch=true");

        using var proxied = await agent.SendAsync("GET", "/api/v1/namespaces/shop/pods/mine/proxy");
        more.SetResult();

        proxied.StatusCode.Should().Be(HttpStatusCode.BadGateway);
        (await watch.Content.ReadAsStringAsync(Stop)).Should().Be("first second");
    }

    [Fact]
    public async Task Watch_Event_ArrivesWhileTheAnswerIsOpen()
    {
        var more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var upstream = await RecordingApiServer.StartAsync(async context =>
        {
            await context.Response.Body.FlushAsync();
            await more.Task;
            await context.Response.WriteAsync("one\n");
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        });
        await using var agent = await AgentUnderTest.StartAsync(upstream);

        using var response = await agent.SendAsync("GET", Pods + "?watch=true");
        await using var body = await response.Content.ReadAsStreamAsync(Stop);
        more.SetResult();
        var buffer = new byte[16];

        (await body.ReadAsync(buffer, Stop)).Should().Be(4);
    }

    [Fact]
    public async Task Client_GoingAway_EndsTheRequestToTheCluster()
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var upstream = await RecordingApiServer.StartAsync(async context =>
        {
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            ended.SetResult();
        });
        await using var agent = await AgentUnderTest.StartAsync(upstream);

        var response = await agent.SendAsync("GET", Pods + "?watch=true");
        response.Dispose();

        await ended.Task.WaitAsync(TimeSpan.FromSeconds(20), Stop);
    }

    [Fact]
    public async Task Body_OfTheRequest_ArrivesAsItIsSentWithItsType()
    {
        await using var upstream = await RecordingApiServer.StartAsync(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            await context.Response.WriteAsync($"{context.Request.ContentType}|{await reader.ReadToEndAsync()}");
        });
        await using var agent = await AgentUnderTest.StartAsync(upstream);
        using var request = AgentUnderTest.Request("POST", Pods);
        request.Content = new StringContent("{\"kind\":\"Pod\"}", System.Text.Encoding.UTF8, "application/json");

        using var response = await agent.SendAsync(request);

        (await response.Content.ReadAsStringAsync(Stop)).Should().Be("application/json; charset=utf-8|{\"kind\":\"Pod\"}");
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=kube-apiserver", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = DateTimeOffset.UtcNow;
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
