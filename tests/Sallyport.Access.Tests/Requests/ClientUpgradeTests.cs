using Sallyport.Access.Requests;

namespace Sallyport.Access.Tests.Requests;

/// <summary>Which upgrades pass: two protocols, on three sub-resources of a pod, with the handshakes that clients make.</summary>
public sealed class ClientUpgradeTests
{
    private const string Exec = "/api/v1/namespaces/x/pods/p/exec?command=sh";
    private const string PortForward = "/api/v1/namespaces/x/pods/p/portforward";
    private const string Key = "dGhlIHNhbXBsZSBub25jZQ==";

    public static TheoryData<string, string> Elsewhere { get; } = new()
    {
        { "GET", "/api/v1/namespaces/x/secrets?watch=1" }, // row 104
        { "GET", "/api/v1/namespaces/x/pods/p/log?follow=true" }, // row 105
        { "GET", "/api/v1/namespaces/x/pods/p/proxy/ws" },
        { "GET", "/api/v1/namespaces/x/services/s/proxy/ws" },
        { "GET", "/api/v1/nodes/n/proxy/exec/ns/p/c" }, // row 79
        { "GET", "/apis/subresources.kubevirt.io/v1/namespaces/ns/virtualmachineinstances/vm/console" }, // row 90
        { "GET", "/apis/example.com/v1/namespaces/ns/pods/p/exec" },
        { "GET", "/version" },
    };

    [Theory]
    [InlineData("v5.channel.k8s.io")]
    [InlineData("v4.channel.k8s.io")]
    [InlineData("v5.channel.k8s.io, v4.channel.k8s.io,v3.channel.k8s.io, v2.channel.k8s.io, channel.k8s.io")]
    public void TryRead_AWebSocketExec_PassesItsHandshakeAlone(string subprotocols)
    {
        var upgrade = Read("GET", Exec, [.. WebSocket(subprotocols), new("Sec-WebSocket-Extensions", "permessage-deflate"),
            new("Origin", "https://evil.example")]).Upgrade!;

        upgrade.Protocol.Should().Be("websocket");
        upgrade.Headers.Select(h => h.Key).Should().Equal("Sec-WebSocket-Key", "Sec-WebSocket-Version", "Sec-WebSocket-Protocol");
        upgrade.Headers[2].Value.Replace(" ", "").Should().Be(subprotocols.Replace(" ", ""));
    }

    [Fact]
    public void TryRead_ASpdyExec_KeepsEachStreamVersionOnALineOfItsOwn()
    {
        var upgrade = Read("POST", Exec, Spdy("v4.channel.k8s.io", "v3.channel.k8s.io", "channel.k8s.io")).Upgrade!;

        upgrade.Protocol.Should().Be("SPDY/3.1");
        upgrade.Headers.Should().HaveCount(3).And.OnlyContain(h => h.Key == "X-Stream-Protocol-Version");
    }

    [Fact]
    public void TryRead_PortForwards_PassInTheirThreeForms()
    {
        Read("POST", PortForward, Spdy("portforward.k8s.io")).Upgrade.Should().NotBeNull();
        Read("GET", PortForward, WebSocket("SPDY/3.1+portforward.k8s.io")).Upgrade.Should().NotBeNull();
        Read("GET", PortForward + "?ports=80", WebSocket("v4.channel.k8s.io")).Upgrade.Should().NotBeNull();
    }

    [Fact]
    [CatalogueRow(156)]
    public void TryRead_ACredentialAmongTheSubprotocols_IsLeftOut()
    {
        var upgrade = Read("GET", Exec, WebSocket("base64url.bearer.authorization.k8s.io.c3B0X3g, v5.channel.k8s.io")).Upgrade!;

        upgrade.Headers[2].Value.Should().Be("v5.channel.k8s.io");
    }

    [Theory]
    [MemberData(nameof(Elsewhere))]
    [CatalogueRow(79, 90, 104, 105)]
    public void TryRead_AnUpgradeOfAnythingElse_IsRefused(string method, string target) =>
        Read(method, target, WebSocket("v4.channel.k8s.io")).Refusal.Should().NotBeNull();

    [Theory]
    [InlineData("Upgrade, HTTP2-Settings", "h2c")] // row 177
    [InlineData("Upgrade", "websocket, h2c")]
    [InlineData("Upgrade", "TLS/1.2")]
    [InlineData("Upgrade", "SPDY/2")]
    [InlineData("keep-alive, xUpgradex", null)] // row 97
    [InlineData("keep-alive", "websocket")]
    [InlineData("Upgrade", null)]
    [CatalogueRow(97, 177)]
    public void TryRead_AnotherTokenOrHalfAHandshake_IsRefused(string connection, string? token)
    {
        List<KeyValuePair<string, string>> lines =
        [
            new("Connection", connection), new("Sec-WebSocket-Key", Key), new("Sec-WebSocket-Version", "13"),
            new("Sec-WebSocket-Protocol", "v4.channel.k8s.io"), new("X-Stream-Protocol-Version", "v4.channel.k8s.io"),
        ];
        if (token is not null)
        {
            lines.Add(new("Upgrade", token));
        }

        Read("GET", Exec, lines).Refusal.Should().NotBeNull();
    }

    [Fact]
    [CatalogueRow(95)]
    public void TryRead_AHandshakeThatNobodySpeaks_IsRefused()
    {
        Read("POST", Exec, WebSocket("v4.channel.k8s.io")).Refusal.Should().NotBeNull("WebSocket is a GET");
        Read("GET", Exec, WebSocket("graphql-ws")).Refusal.Should().NotBeNull();
        Read("GET", Exec, WebSocket("v4.channel.k8s.io, graphql-ws")).Refusal.Should().NotBeNull();
        Read("GET", Exec, WebSocket("SPDY/3.1+portforward.k8s.io")).Refusal.Should().NotBeNull();
        Read("GET", Exec, WebSocket("base64url.bearer.authorization.k8s.io.x")).Refusal.Should().NotBeNull();
        Read("GET", Exec, [.. WebSocket("v4.channel.k8s.io"), new("Sec-WebSocket-Key", Key)]).Refusal.Should().NotBeNull();
        Read("POST", Exec, Spdy()).Refusal.Should().NotBeNull();
        Read("POST", Exec, Spdy("portforward.k8s.io")).Refusal.Should().NotBeNull();
        Read("POST", PortForward, Spdy("v4.channel.k8s.io")).Refusal.Should().NotBeNull();
    }

    [Fact]
    public void TryRead_NoUpgradeAsked_IsNeitherUpgradeNorRefusal() =>
        Read("GET", Exec, [new("Connection", "keep-alive"), new("Accept", "*/*")]).Should().Be((null, null));

    [Fact]
    public void TryCheck_WhatTheHubAskedOfTheAgent_IsHeldToTheSameRules()
    {
        var request = RequestParser.Parse("GET", "/api/v1/namespaces/x/pods/p/log").Request!;
        ClientUpgrade.TryCheck(request, "websocket", WebSocket("v4.channel.k8s.io"), out var upgrade).Should().NotBeNull();
        upgrade.Should().BeNull();
    }

    private static (ClientUpgrade? Upgrade, string? Refusal) Read(
        string method, string target, IEnumerable<KeyValuePair<string, string>> lines)
    {
        var refusal = ClientUpgrade.TryRead(RequestParser.Parse(method, target).Request!, lines, out var upgrade);
        return (upgrade, refusal);
    }

    private static List<KeyValuePair<string, string>> WebSocket(string subprotocols) =>
    [
        new("connection", "keep-alive, Upgrade"),
        new("upgrade", "WebSocket"),
        new("sec-websocket-key", Key),
        new("Sec-WebSocket-Version", "13"),
        new("Sec-Websocket-Protocol", subprotocols),
    ];

    private static List<KeyValuePair<string, string>> Spdy(params string[] versions) =>
    [
        new("Connection", "Upgrade"),
        new("Upgrade", "SPDY/3.1"),
        .. versions.Select(v => new KeyValuePair<string, string>("X-Stream-Protocol-Version", v)),
    ];
}
