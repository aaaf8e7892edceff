using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Sallyport.Access.Policy;
using Sallyport.Hub.Gateway;
using Sallyport.Hub.Gateway.InProcess;
using Sallyport.Hub.Identity.Sessions;
using Sallyport.Hub.Tests.Storage;
using Sallyport.Tunnel.Protocol;

namespace Sallyport.Hub.Tests.Gateway;

/// <summary>What the console asks takes kubectl's road: the same answers, the same audit, the same end.</summary>
public sealed class ConsoleEntranceTests(GatewayRig rig) : IClassFixture<GatewayRig>
{
    private const string Pods = "/api/v1/namespaces/shop/pods";
    private const string Event = """{"type":"ADDED","object":{}}""" + "\n";
    private static readonly Scope Shop = new() { Kind = ScopeKind.Namespace, Namespaces = ["shop"] };

    [Theory]
    [InlineData("GET", Pods, "")]
    [InlineData("GET", "/api/v1/namespaces/shop/secrets", "")]
    [InlineData("GET", "/api/v1/namespaces/other/pods", "")]
    [InlineData("GET", "/api/v1/pods", "")]
    [InlineData("DELETE", "/api/v1/namespaces/shop/pods/web", "")]
    [InlineData("POST", Pods, """{"kind":"Pod"}""")]
    [InlineData("GET", "/api/v1/namespaces/shop/pods/web/exec?command=sh", "")]
    [InlineData("GET", "/api/v1/namespaces/shop%2Fsecrets", "")]
    [InlineData("GET", "/apis", "")]
    [InlineData("POST", "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", """{"spec":{"resourceAttributes":{"verb":"get","resource":"secrets","namespace":"shop"}}}""")]
    public async Task Request_OfTheConsole_IsAnsweredAndWrittenDownAsKubectls(string method, string target, string body)
    {
        rig.Agent.Answer = context => context.Response.WriteAsync("""{"kind":"Anything"}""");
        var session = await SignInAsync("developer");
        var mark = (target.Contains('?') ? "&" : "?") + $"fieldManager={Guid.NewGuid():N}";
        using var console = rig.Services.GetRequiredService<ConsoleEntrance>().Open("alpha", session);
        using var kubectl = rig.Client(HttpVersion.Version11);
        kubectl.DefaultRequestHeaders.Authorization = new("Bearer", rig.Developer);

        using var here = await SendAsync(console, method, target + mark, body);
        var seen = (here.StatusCode, await here.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var byConsole = await WrittenEvents.OfAsync(rig, target + mark);
        using var there = await SendAsync(kubectl, method, target + mark, body);

        seen.Should().Be((there.StatusCode, await there.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
        here.Content.Headers.ContentType.Should().Be(there.Content.Headers.ContentType);
        var all = await WrittenEvents.OfAsync(rig, target + mark, 4);
        all.Where(e => !byConsole.Any(mine => (string?)mine["id"] == (string?)e["id"])).Select(Comparable).Should().Equal(byConsole.Select(Comparable));
        ((string?)byConsole[0]["protocol"]).Should().Be(ConsoleExchange.ProtocolName);
        ((string?)byConsole[0]["credentialId"]).Should().Be(session.Id.ToString());
    }

    [Fact]
    public async Task Cluster_ThatThePersonHasNoRoleIn_IsNotThere()
    {
        await rig.PersonAsync("outsider", null, Shop);
        using var console = rig.Services.GetRequiredService<ConsoleEntrance>().Open("alpha", await SignInAsync("outsider"));

        using var answer = await console.GetAsync(Pods, TestContext.Current.CancellationToken);

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await MessageAsync(answer)).Should().Contain("no cluster alpha that you have access to");
    }

    [Fact]
    public async Task Session_ThatEnded_IsAskedToSignInAgain()
    {
        var session = await SignInAsync("developer");
        using var console = rig.Services.GetRequiredService<ConsoleEntrance>().Open("alpha", session);
        rig.Agent.Answer = context => context.Response.WriteAsync("{}");
        (await console.GetAsync(Pods, TestContext.Current.CancellationToken)).StatusCode.Should().Be(HttpStatusCode.OK);

        await rig.Services.GetRequiredService<SessionStore>().EndAsync(session.Id, CancellationToken.None);

        using var answer = await console.GetAsync(Pods, TestContext.Current.CancellationToken);
        answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await MessageAsync(answer)).Should().Contain("sign in again");
    }

    [Fact]
    public async Task Session_ThatThisHubNeverSaw_IsLookedUpByItsIdentity()
    {
        rig.Agent.Answer = context => context.Response.WriteAsync("{}");
        using var console = rig.Services.GetRequiredService<ConsoleEntrance>().Open("alpha", await SignInAsync("developer"));

        (await console.GetAsync(Pods, TestContext.Current.CancellationToken)).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("another's session")]
    [InlineData("a token's identity")]
    [InlineData("no such session")]
    public async Task Session_ThatIsNotThisPersonsOwn_IsRefused(string which)
    {
        var theirs = await SignInAsync("admin");
        var token = (await rig.Services.GetRequiredService<Sallyport.Hub.Identity.CredentialDirectory>().FindAsync(rig.Developer, CancellationToken.None))!;
        var session = which switch
        {
            "another's session" => theirs with { User = "developer" },
            "a token's identity" => theirs with { Id = token.Id, User = "developer" },
            _ => theirs with { Id = Guid.NewGuid() },
        };
        using var console = rig.Services.GetRequiredService<ConsoleEntrance>().Open("alpha", session);

        (await console.GetAsync(Pods, TestContext.Current.CancellationToken)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    [CatalogueRow(245, 246)]
    public async Task Watch_OfAPage_EndsWithItsReasonWhenTheRightOrTheSessionDoes()
    {
        foreach (var (person, end) in new (string, Func<ConsoleSession, Task>)[]
        {
            ("page-watcher", _ => rig.TakeAwayAsync("page-watcher")),
            ("page-leaver", session => rig.Services.GetRequiredService<SessionStore>().EndAsync(session.Id, CancellationToken.None)),
        })
        {
            await rig.PersonAsync(person, "namespace-read-only", Shop);
            rig.Agent.Answer = StreamAsync;
            var session = await SignInAsync(person);
            using var console = rig.Services.GetRequiredService<ConsoleEntrance>().Open("alpha", session);
            using var answer = await console.GetAsync(Pods + "?watch=true", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
            using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
            (await lines.ReadLineAsync(TestContext.Current.CancellationToken)).Should().Be(Event.TrimEnd());

            await end(session);

            (await lines.ReadToEndAsync(TestContext.Current.CancellationToken)).Should().Contain("\"type\":\"ERROR\"");
        }
    }

    [Fact]
    public async Task Answer_ThatIsDisposed_EndsItsExchange()
    {
        rig.Agent.Answer = StreamAsync;
        var leases = rig.Services.GetRequiredService<LeaseKeeper>();
        using var console = rig.Services.GetRequiredService<ConsoleEntrance>().Open("alpha", await SignInAsync("developer"));
        var target = $"{Pods}?watch=true&labelSelector=a%3D{Guid.NewGuid():N}";
        var answer = await console.GetAsync(target, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        leases.Count.Should().BePositive();

        answer.Dispose();

        (await WrittenEvents.OfAsync(rig, target)).Should().Contain(e => (string?)e["event"] == "end");
        await Eventually.TrueAsync(() => leases.Count == 0);
    }

    [Fact]
    public async Task Answer_ThatNobodyReads_WaitsInTheClusterNotInTheHub()
    {
        const long Whole = 64L * 1024 * 1024;
        var sent = 0L;
        rig.Agent.Answer = async context =>
        {
            var block = new byte[64 * 1024];
            while (sent < Whole)
            {
                await context.Response.Body.WriteAsync(block, context.RequestAborted);
                Interlocked.Add(ref sent, block.Length);
            }
        };
        using var console = rig.Services.GetRequiredService<ConsoleEntrance>().Open("alpha", await SignInAsync("developer"));
        using var answer = await console.GetAsync(Pods + "/web/log", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        await using var body = await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        await body.ReadExactlyAsync(new byte[1], TestContext.Current.CancellationToken);

        // What the tunnel's windows hold has left the cluster, and the rest has not: as much is read as is then sent.
        Interlocked.Read(ref sent).Should().BeLessThan(Whole);
        var read = 1L;
        var buffer = new byte[64 * 1024];
        while (await body.ReadAsync(buffer, TestContext.Current.CancellationToken) is var more and > 0)
        {
            read += more;
        }

        read.Should().Be(Whole);
    }

    [Fact]
    public async Task Shell_OfAPage_TalksBothWaysAndEndsWithASentence()
    {
        await rig.PersonAsync("page-shell", "namespace-admin", Shop);
        rig.Agent.Answer = EchoAsync;
        using var console = rig.Services.GetRequiredService<ConsoleEntrance>().Open("alpha", await SignInAsync("page-shell"));
        var (shell, _) = await ConsoleUpgrade.OpenAsync(
            console, Pods + "/p/exec?command=sh&stdin=true&stdout=true&tty=true", TestContext.Current.CancellationToken);
        await shell!.SendAsync(new byte[] { 0, (byte)'x' }, WebSocketMessageType.Binary, true, TestContext.Current.CancellationToken);
        (await ReceiveAsync(shell)).Should().Equal(1, (byte)'h', (byte)'i');

        await rig.TakeAwayAsync("page-shell");

        Encoding.UTF8.GetString(await ReceiveAsync(shell)).Should().Contain("\"kind\":\"Status\"");
        shell.Dispose();
    }

    [Fact]
    public async Task Shell_ThatIsRefused_IsAnsweredInstead()
    {
        using var console = rig.Services.GetRequiredService<ConsoleEntrance>().Open("alpha", await SignInAsync("developer"));

        var (shell, instead) = await ConsoleUpgrade.OpenAsync(console, Pods + "/p/exec?command=sh&stdout=true", TestContext.Current.CancellationToken);

        shell.Should().BeNull();
        instead!.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        instead.Dispose();
    }

    private async Task<ConsoleSession> SignInAsync(string person)
    {
        var begun = await rig.Services.GetRequiredService<SessionStore>()
            .BeginConsoleAsync(new SessionStart(person, SessionStart.Local, "test"), TestContext.Current.CancellationToken);
        return new ConsoleSession(begun.Id, person, "127.0.0.1");
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, string method, string target, string body) =>
        client.SendAsync(
            new HttpRequestMessage(new HttpMethod(method), target)
            {
                Content = body.Length == 0 ? null : new StringContent(body, Encoding.UTF8, "application/json"),
            },
            TestContext.Current.CancellationToken);

    private static async Task<string> MessageAsync(HttpResponseMessage answer) =>
        (string)(await answer.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken))!["message"]!;

    private static async Task<byte[]> ReceiveAsync(WebSocket shell)
    {
        var buffer = new byte[4096];
        var received = await shell.ReceiveAsync(buffer, TestContext.Current.CancellationToken);
        return buffer[..received.Count];
    }

    /// <summary>What an event says of a request, whoever carried it and whenever.</summary>
    private static string Comparable(JsonNode e) => string.Join(
        '|',
        new[] { "event", "user", "cluster", "method", "verb", "apiGroup", "resource", "subresource", "namespace", "name", "allowed", "by", "reason", "group", "status" }
            .Select(key => $"{key}={e[key]}"));

    private static async Task StreamAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(Event, context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Says "hi" once it was spoken to.</summary>
    private static async Task EchoAsync(HttpContext context)
    {
        context.Response.Headers[TunnelHeaders.Upgraded] = "1";
        context.Response.Headers["Sec-WebSocket-Accept"] = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";
        context.Response.Headers["Sec-WebSocket-Protocol"] = "v5.channel.k8s.io";
        await context.Response.Body.FlushAsync(context.RequestAborted);
        await context.Request.Body.ReadExactlyAsync(new byte[8], context.RequestAborted);
        await context.Response.Body.WriteAsync(new byte[] { 0x82, 3, 1, (byte)'h', (byte)'i' }, context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
