using System.Net;
using System.Net.WebSockets;
using System.Text.RegularExpressions;
using Sallyport.Hub.Limits;
using Sallyport.Hub.Tests.Identity.Pages;

namespace Sallyport.Hub.Tests.Console;

/// <summary>Who gets to the console's pages and to the connection behind them, and under what policy.</summary>
public sealed partial class ConsoleDoorTests
{
    private const string Person = "ada";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/clusters")]
    [InlineData("/c/demo/pods")]
    [InlineData("/c/demo/pods/shop/web")]
    public async Task Page_OfAStranger_LeadsToSignIn(string path)
    {
        await using var hub = await ConsoleHub.StartAsync();
        using var browser = hub.Browse();

        var answer = await browser.OpenAsync(path + "?ns=shop");

        answer.Status.Should().Be(302);
        answer.Location.Should().Be("/signin?returnUrl=" + Uri.EscapeDataString(path + "?ns=shop"));
    }

    [Fact]
    [CatalogueRow(219, 221)]
    public async Task Page_CarriesAPolicyWithoutInlineScriptOrStyle()
    {
        await using var hub = await ConsoleHub.StartAsync();
        using var browser = await hub.SignedInAsync(Person);

        var answer = await browser.OpenAsync("/");

        answer.Status.Should().Be(200);
        var policy = answer.Headers["Content-Security-Policy"];
        policy.Should().StartWith("default-src 'none';").And.Contain("script-src 'self'").And.Contain("style-src 'self'").And.Contain("frame-ancestors 'none'");
        policy.Should().NotContain("unsafe").And.NotContain("*");
        answer.Headers["Cache-Control"].Should().StartWith("no-store");
        answer.Headers["X-Frame-Options"].Should().Be("DENY");
        InlineScript().IsMatch(answer.Text).Should().BeFalse();
        answer.Text.Should().NotContain(" style=").And.NotContain("<style").And.NotContain(" on");
    }

    [Theory]
    [InlineData(null, 403)]
    [InlineData("null", 403)]
    [InlineData("https://evil.example", 403)]
    [InlineData("https://127.0.0.1.evil.example:PORT", 403)]
    [InlineData("http://127.0.0.1:PORT", 403)]
    [InlineData("https://127.0.0.1:PORT/", 403)]
    [InlineData("https://127.0.0.1:PORT", 200)]
    [CatalogueRow(224, 225)]
    public async Task Connection_FromAnyOtherOrigin_IsRefused(string? origin, int status)
    {
        await using var hub = await ConsoleHub.StartAsync();
        using var browser = await hub.SignedInAsync(Person);
        browser.Origin = origin?.Replace("PORT", $"{hub.Console.Port}", StringComparison.Ordinal);

        using var nothing = new ByteArrayContent([]);
        var answer = await browser.SendRawAsync("/_blazor/negotiate?negotiateVersion=1", nothing);

        answer.Status.Should().Be(status);
    }

    [Theory]
    [InlineData("https://evil.example", false, HttpStatusCode.Forbidden)]
    [InlineData(null, false, HttpStatusCode.Forbidden)]
    [InlineData("https://127.0.0.1:PORT", true, HttpStatusCode.Unauthorized)]
    [CatalogueRow(224)]
    public async Task WebSocket_OfAnotherOriginOrOfNobody_IsRefused(string? origin, bool stranger, HttpStatusCode status)
    {
        await using var hub = await ConsoleHub.StartAsync();
        using var browser = await hub.SignedInAsync(Person);
        using var socket = Socket(stranger ? null : browser.Session, origin?.Replace("PORT", $"{hub.Console.Port}", StringComparison.Ordinal));

        var open = () => socket.ConnectAsync(Blazor(hub), Cancel);

        await open.Should().ThrowAsync<WebSocketException>();
        socket.HttpStatusCode.Should().Be(status);
    }

    [Fact]
    public async Task Connections_OfOneUser_AreBounded()
    {
        await using var hub = await ConsoleHub.StartAsync(limits: new HubLimits { ConsolesPerUser = 1 });
        using var browser = await hub.SignedInAsync(Person);
        using var first = Socket(browser.Session, browser.Origin);
        using var second = Socket(browser.Session, browser.Origin);
        await first.ConnectAsync(Blazor(hub), Cancel);

        var open = () => second.ConnectAsync(Blazor(hub), Cancel);

        await open.Should().ThrowAsync<WebSocketException>();
        second.HttpStatusCode.Should().Be(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    [CatalogueRow(246)]
    public async Task Connection_OfASessionThatEnds_Ends()
    {
        await using var hub = await ConsoleHub.StartAsync();
        using var browser = await hub.SignedInAsync(Person);
        using var socket = Socket(browser.Session, browser.Origin);
        await socket.ConnectAsync(Blazor(hub), Cancel);

        (await browser.OpenAsync("/account")).Status.Should().Be(200);
        await browser.SendAsync("/signout");

        var read = async () =>
        {
            var buffer = new byte[1024];
            while ((await socket.ReceiveAsync(buffer, Cancel)).MessageType != WebSocketMessageType.Close)
            {
                // Keep-alives, until the end.
            }

            throw new WebSocketException("closed");
        };
        await read.Should().ThrowAsync<WebSocketException>();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/_blazor/negotiate")]
    [InlineData("/assets/account.css")]
    [CatalogueRow(219)]
    public async Task Gateway_HasNothingOfTheConsole(string path)
    {
        await using var hub = await ConsoleHub.StartAsync();
        using var browser = new Browser(new Uri($"https://127.0.0.1:{hub.GatewayPort}"));

        (await browser.OpenAsync(path)).Text.Should().Contain("\"kind\":\"Status\"");
    }

    [Fact]
    public async Task Assets_HaveAddressesOfTheirOwnAndStayForGood()
    {
        await using var hub = await ConsoleHub.StartAsync();
        using var browser = await hub.SignedInAsync(Person);
        var page = (await browser.OpenAsync("/")).Text;

        foreach (Match asset in Asset().Matches(page))
        {
            var answer = await browser.OpenAsync(asset.Groups[1].Value);
            answer.Status.Should().Be(200);
            answer.Headers["Cache-Control"].Should().Contain("immutable");
        }

        Asset().Count(page).Should().Be(3);
    }

    private static Uri Blazor(ConsoleHub hub) => new($"wss://127.0.0.1:{hub.Console.Port}/_blazor");

    private static ClientWebSocket Socket(Cookie? session, string? origin)
    {
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null;
        if (origin is not null)
        {
            socket.Options.SetRequestHeader("Origin", origin);
        }

        if (session is not null)
        {
            socket.Options.SetRequestHeader("Cookie", $"{session.Name}={session.Value}");
        }

        return socket;
    }

    [GeneratedRegex("<script(?![^>]* src=)")]
    private static partial Regex InlineScript();

    [GeneratedRegex("(?:href|src)=\"(/assets/[0-9a-f]{12}/[^\"]+)\"")]
    private static partial Regex Asset();
}
