using System.Net.Security;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Sallyport.Hub.Audit;
using Sallyport.Hub.Limits;
using Sallyport.Hub.Storage;
using Sallyport.Hub.Tests.Gateway;
using Sallyport.Hub.Tests.Storage;
using Sallyport.Testing.Catalogue;
using Sallyport.Testing.RawHttp;

namespace Sallyport.Hub.Tests.Protocol;

/// <summary>However a shell ends, both legs end with it, its place is free again, and the audit has its end.</summary>
public sealed class ShellEndTests(ShellEndTests.OneShellRig rig) : IClassFixture<ShellEndTests.OneShellRig>
{
    /// <summary>Frames that no WebSocket server may take: the hub reads none of them, and kube-apiserver closes on them.</summary>
    public static TheoryData<string, byte[]> BrokenFrames => new()
    {
        { "unmasked", [0x82, 0x02, 0x00, 0x61] },
        { "16 MiB announced", [0x82, 0xFF, 0, 0, 0, 0, 1, 0, 0, 0, 1, 2, 3, 4] },
        { "fragmented ping", [0x09, 0x80, 1, 2, 3, 4] },
        { "ping of 126 bytes", [0x89, 0xFE, 0, 126, 1, 2, 3, 4] },
        { "reserved opcode", [0x83, 0x80, 1, 2, 3, 4] },
        { "reserved bits", [0xF2, 0x80, 1, 2, 3, 4] },
        { "channel 255", [0x82, 0x82, 0, 0, 0, 0, 0xFF, 0x61] },
        { "text that is no UTF-8", [0x81, 0x82, 0, 0, 0, 0, 0xC0, 0xAF] },
    };

    [Theory]
    [CatalogueRow(191)]
    [MemberData(nameof(BrokenFrames))]
    public async Task Frame_Broken_IsTheClustersToCloseOnAndBothLegsEnd(string what, byte[] frame)
    {
        var received = new TaskCompletionSource<byte[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        rig.Agent.Answer = async context =>
        {
            await OpenAsync(context);
            var bytes = new byte[frame.Length];
            await context.Request.Body.ReadExactlyAsync(bytes, context.RequestAborted);
            // As kube-apiserver does: a close frame, and the end.
            await context.Response.Body.WriteAsync(new byte[] { 0x88, 0x02, 0x03, 0xEA }, context.RequestAborted);
            received.TrySetResult(bytes);
        };
        await using (var shell = await ShellAsync())
        {
            await shell.Stream.WriteAsync(frame, TestContext.Current.CancellationToken);

            (await received.Task.WaitAsync(Eventually.Patience, TestContext.Current.CancellationToken)).Should().Equal(frame, what);
            (await shell.RestAsync()).Should().StartWith([0x88, 0x02, 0x03, 0xEA]);
        }

        await PlaceIsFreeAsync();
    }

    [Fact]
    [CatalogueRow(192)]
    public async Task Client_ResetsTheConnection_EndsTheAgentsStreamAndIsInTheAudit()
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        rig.Agent.Answer = context => HeldAsync(context, ended);
        var before = (await EndsAsync()).Count;
        var (socket, tls) = await SocketAsync();
        await using (var shell = new RawConnection(tls))
        {
            await AskAsync(shell);
            socket.LingerState = new LingerOption(true, 0);
            socket.Close();
        }

        await ended.Task.WaitAsync(Eventually.Patience, TestContext.Current.CancellationToken);
        await PlaceIsFreeAsync();
        await Eventually.TrueAsync(async () => (await EndsAsync()).Count > before);
    }

    [Fact]
    [CatalogueRow(192)]
    public async Task Client_ClosesItsHalf_IsStillAnsweredAndThenItEnds()
    {
        rig.Agent.Answer = async context =>
        {
            await OpenAsync(context);
            var all = new MemoryStream();
            await context.Request.Body.CopyToAsync(all, context.RequestAborted);
            await context.Response.Body.WriteAsync(all.ToArray(), context.RequestAborted);
        };
        var (_, tls) = await SocketAsync();
        await using (var shell = new RawConnection(tls))
        {
            await AskAsync(shell);
            await shell.SendAsync("last words");
            await tls.ShutdownAsync();

            (await shell.RestAsync()).Should().Equal("last words"u8.ToArray());
        }

        await PlaceIsFreeAsync();
    }

    [Fact]
    [CatalogueRow(187)]
    public async Task Compression_OfFrames_IsNotNegotiated()
    {
        rig.Agent.Answer = OpenAsync;
        await using var connection = await rig.ConnectAsync();
        await connection.AskAsync(
            Shells.Exec, [$"Authorization: Bearer {rig.Admin}", .. Shells.Handshake, "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits"]);

        (await connection.HeadAsync()).Should().StartWith("HTTP/1.1 101").And.NotContainEquivalentOf("Sec-WebSocket-Extensions");
        rig.Agent.Requests.Last().Headers.Keys.Should().NotContain("Sec-WebSocket-Extensions");
        await connection.RestAsync();
        await PlaceIsFreeAsync();
    }

    private async Task<RawConnection> ShellAsync()
    {
        var connection = await rig.ConnectAsync();
        await AskAsync(connection);
        return connection;
    }

    private async Task AskAsync(RawConnection connection)
    {
        await connection.AskAsync(Shells.Exec, [$"Authorization: Bearer {rig.Admin}", .. Shells.Handshake]);
        (await connection.HeadAsync()).Should().StartWith("HTTP/1.1 101");
    }

    private async Task<(Socket Socket, SslStream Tls)> SocketAsync()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(System.Net.IPAddress.Loopback, rig.Port, TestContext.Current.CancellationToken);
        var tls = new SslStream(new NetworkStream(socket, ownsSocket: true));
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "alpha.clusters.sallyport.internal",
            RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null,
        });
        return (socket, tls);
    }

    /// <summary>One user may have one shell here: another one means that the first has let go of all it held.</summary>
    private async Task PlaceIsFreeAsync()
    {
        rig.Agent.Answer = OpenAsync;
        await Eventually.TrueAsync(async () =>
        {
            await using var next = await rig.ConnectAsync();
            await next.AskAsync(Shells.Exec, [$"Authorization: Bearer {rig.Admin}", .. Shells.Handshake]);
            var opened = (await next.HeadAsync()).StartsWith("HTTP/1.1 101", StringComparison.Ordinal);
            await next.RestAsync();
            return opened;
        });
    }

    private async Task<IReadOnlyList<AuditEventRow>> EndsAsync() =>
        [.. (await rig.Services.GetRequiredService<AuditReader>().ReadLastAsync(new AuditQuery { User = "admin", Verb = "create" }, 1_000, CancellationToken.None))
            .Concat(await rig.Services.GetRequiredService<AuditReader>().ReadLastAsync(new AuditQuery { User = "admin", Verb = "get" }, 1_000, CancellationToken.None))
            .Where(e => e.Kind == AuditEventKind.End && (int?)JsonNode.Parse(e.Json)!["status"] == StatusCodes.Status101SwitchingProtocols)];

    private static async Task OpenAsync(HttpContext context)
    {
        Shells.Accept(context);
        await context.Response.StartAsync(context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    private static async Task HeldAsync(HttpContext context, TaskCompletionSource ended)
    {
        await OpenAsync(context);
        await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ended.TrySetResult();
    }

    /// <summary>A hub where one user may have one shell.</summary>
    public sealed class OneShellRig : GatewayRig
    {
        internal override HubLimits Limits => base.Limits with { ShellsPerUser = 1 };
    }
}
