using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Sallyport.EndToEnd.Tests.Clients;
using Sallyport.EndToEnd.Tests.Hubs;

namespace Sallyport.EndToEnd.Tests.Failing;

/// <summary>Nonsense is answered as nonsense, each in words, and the hub stays up.</summary>
[Collection(SharedHubCollection.Name)]
public sealed class BadInputTests(SharedHub shared)
{
    private HubPlace Place => shared.Hub.Place;

    [Theory]
    [InlineData("PUT", "/api/v1/settings/secrets", """{"value":"sometimes"}""", "hidden or keys-only or visible")]
    [InlineData("PUT", "/api/v1/settings/secrets", """{"value":""", "read")]
    [InlineData("PUT", "/api/v1/settings/secrets", "value: visible", "line 1")]
    [InlineData("PUT", "/api/v1/settings/telepathy", """{"value":"allowed"}""", "no setting of that name")]
    [InlineData("POST", "/api/v1/assignments", """{"role":"emperor","user":"developer","scope":{"kind":"organization"}}""", "role is not there")]
    [InlineData("POST", "/api/v1/assignments", """{"role":"project-admin","user":"developer","scope":{"kind":"project","project":"atlantis"}}""", "project atlantis, which is not there")]
    [InlineData("POST", "/api/v1/assignments", """{"role":"project-admin","user":"nobody-at-all","scope":{"kind":"organization"}}""", "no user of that name")]
    [InlineData("POST", "/api/v1/users", """{"name":"Robert'); DROP TABLE","groups":[]}""", "name")]
    [InlineData("POST", "/api/v1/clusters", """{"name":"No Such_Name","labels":{}}""", "name")]
    [InlineData("POST", "/api/v1/projects", """{"name":"p","scopes":[{"kind":"galaxy"}]}""", "scopes[0].kind")]
    public async Task Api_OfWhatItDoesNotUnderstand_SaysWhat(string method, string path, string body, string says)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

        using var answer = await shared.Hub.Api.SendAsync(request);

        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        ((int)answer.StatusCode).Should().BeInRange(400, 499, text.Replace('{', '(').Replace('}', ')'));
        text.Should().ContainEquivalentOf(says);
        await StillUpAsync();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("nonsense")]
    [InlineData("spt_00000000000000000000000000000000000000000000")]
    public async Task Gateway_WithoutAGoodToken_Answers401InKubernetesWords(string? token)
    {
        using var http = GatewayClient.For(Place, Pairs.Demo, token);

        using var answer = await http.GetAsync(new Uri("api/v1/namespaces", UriKind.Relative), TestContext.Current.CancellationToken);

        answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        await ShouldBeAStatusAsync(answer, "Unauthorized");
    }

    [Fact]
    public async Task Kubectl_WithARevokedToken_IsToldToSignIn()
    {
        var person = await shared.Hub.HireAsync("organization-read-only", Scopes.Organization());
        var tokens = await shared.Hub.Api.AskAsync(HttpMethod.Get, $"/api/v1/users/{person.Name}/tokens");
        await shared.Hub.Api.AskAsync(HttpMethod.Delete, $"/api/v1/tokens/{(string)tokens.AsArray()[0]!["id"]!}");

        var result = await person.Kubectl(Pairs.Demo).RunAsync("get", "pods", "-A");

        result.ExitCode.Should().NotBe(0);
        result.Errors.Should().ContainEquivalentOf("credential");
    }

    [Fact]
    public async Task Gateway_OfAnUnknownCluster_Says404WithItsName()
    {
        using var http = GatewayClient.For(Place, "atlantis", shared.Hub.Developer.Token);

        using var answer = await http.GetAsync(new Uri("api/v1/namespaces", UriKind.Relative), TestContext.Current.CancellationToken);

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Should().Contain("atlantis");
    }

    [Fact]
    public async Task Gateway_OfAMegabyteOfPath_SaysItIsTooLong()
    {
        var answer = await RawAsync($"GET /clusters/demo/api/v1/namespaces/{new string('a', 1024 * 1024)} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {shared.Hub.Developer.Token}\r\n\r\n");

        answer.Should().StartWith("HTTP/1.1 414");
        await StillUpAsync();
    }

    [Theory]
    [InlineData("GET /clusters/demo/api/v1/namespaces/%2e%2e/secrets HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer TOKEN\r\n\r\n")]
    [InlineData("GET /clusters/demo/api/v1//namespaces HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer TOKEN\r\n\r\n")]
    [InlineData("GET /clusters/demo/api/v1/namespaces/a%2Fb/pods HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer TOKEN\r\n\r\n")]
    [InlineData("GARBAGE\r\n\r\n")]
    [InlineData("GET /clusters/demo/api HTTP/9.9\r\nHost: 127.0.0.1\r\n\r\n")]
    public async Task Gateway_OfARequestLineItDoesNotUnderstand_AnswersFourHundred(string request)
    {
        var answer = await RawAsync(request.Replace("TOKEN", shared.Hub.Developer.Token, StringComparison.Ordinal));

        answer.Should().MatchRegex("^HTTP/1.1 (4[0-9][0-9]|505) ");
        await StillUpAsync();
    }

    [Fact]
    public async Task Gateway_OfABodyCutShort_GoesOnWithTheOthers()
    {
        using (var stream = await ConnectAsync())
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(
                "POST /clusters/demo/api/v1/namespaces/shop/configmaps HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                + $"Authorization: Bearer {shared.Hub.Admin.Token}\r\nContent-Length: 100000\r\n\r\n{{\"kind\":"), TestContext.Current.CancellationToken);
        }

        await StillUpAsync();
    }

    [Fact]
    public async Task Hub_OfAnAgentThatSpeaksRubbish_HangsUpAndGoesOn()
    {
        foreach (var protocol in new[] { "sallyport.tunnel.v1", "sallyport.enroll.v1", "other" })
        {
            using var socket = new ClientWebSocket();
            socket.Options.AddSubProtocol(protocol);
            socket.Options.RemoteCertificateValidationCallback = GatewayClient.Trusts(Place);
            try
            {
                await socket.ConnectAsync(new Uri($"wss://127.0.0.1:{Place.GatewayPort}/agent"), TestContext.Current.CancellationToken);
                await socket.SendAsync(RandomNumberGenerator.GetBytes(4096), WebSocketMessageType.Binary, true, TestContext.Current.CancellationToken);
                var buffer = new byte[4096];
                using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
                patience.CancelAfter(TimeSpan.FromSeconds(30));
                while ((await socket.ReceiveAsync(buffer, patience.Token)).MessageType != WebSocketMessageType.Close)
                {
                }
            }
            catch (WebSocketException)
            {
                // Refused, or cut off: both are hanging up.
            }
        }

        await StillUpAsync();
    }

    [Theory]
    [InlineData("settings", "set", "secrets", "sometimes")]
    [InlineData("settings", "set", "telepathy", "allowed")]
    [InlineData("assignments", "add", "--role", "emperor", "--user", "developer")]
    public async Task CommandLine_OfWhatTheHubDoesNotKnow_SaysSoInOneSentence(params string[] arguments)
    {
        var cli = await shared.Hub.SignedInAsync(shared.Hub.Admin);

        var result = await cli.RunAsync(arguments);

        result.Refused().Errors.Should().NotContain("   at ");
    }

    private async Task StillUpAsync()
    {
        shared.Hub.Process.HasExited.Should().BeFalse();
        using var http = GatewayClient.For(Place, Pairs.Demo, shared.Hub.Developer.Token);
        using var answer = await http.GetAsync(new Uri("version", UriKind.Relative));
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    private static async Task ShouldBeAStatusAsync(HttpResponseMessage answer, string reason)
    {
        var status = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        ((string?)status["kind"]).Should().Be("Status");
        ((string?)status["reason"]).Should().Be(reason);
        ((string?)status["message"]).Should().NotBeNullOrEmpty();
    }

    private async Task<string> RawAsync(string request)
    {
        using var stream = await ConnectAsync();
        try
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        }
        catch (IOException)
        {
            // It answered and hung up before it had all of it.
        }

        var buffer = new byte[4096];
        var read = await stream.ReadAsync(buffer, TestContext.Current.CancellationToken);
        return Encoding.ASCII.GetString(buffer, 0, read);
    }

    private async Task<SslStream> ConnectAsync()
    {
        var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", Place.GatewayPort, TestContext.Current.CancellationToken);
        var stream = new SslStream(client.GetStream());
        await stream.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = "127.0.0.1", CertificateChainPolicy = GatewayClient.Trust(Place) },
            TestContext.Current.CancellationToken);
        return stream;
    }
}
