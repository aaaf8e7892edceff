using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;

namespace Sallyport.Hub.Tests.Console.Shells;

/// <summary>The far end of an exec, as an agent answers it: what is typed, and what the test makes it write.</summary>
internal sealed class ContainerShell
{
    private const byte Input = 0, Output = 1, Status = 3, Resize = 4;
    private readonly TaskCompletionSource<WebSocket> _socket = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<byte> _typed = [];
    private readonly List<string> _sizes = [];

    public Task<WebSocket> Begun => _socket.Task;

    /// <summary>Completed when the hub has let go of it.</summary>
    public TaskCompletionSource Over { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether what is typed is written back.</summary>
    public bool Echoes { get; init; }

    public byte[] Typed
    {
        get
        {
            lock (_typed)
            {
                return _typed.ToArray();
            }
        }
    }

    public IReadOnlyList<string> Sizes
    {
        get
        {
            lock (_typed)
            {
                return [.. _sizes];
            }
        }
    }

    public async Task AnswerAsync(HttpContext context)
    {
        Protocol.Shells.Accept(context);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        var socket = WebSocket.CreateFromStream(new BothWays(context), new WebSocketCreationOptions { IsServer = true, SubProtocol = "v5.channel.k8s.io" });
        _socket.TrySetResult(socket);
        try
        {
            await ReadAsync(socket, context.RequestAborted);
        }
        catch (Exception end) when (end is WebSocketException or OperationCanceledException or IOException)
        {
            // That the hub is gone is what is waited for.
        }
        finally
        {
            Over.TrySetResult();
        }
    }

    public async Task WriteAsync(byte[] text) =>
        await (await Begun).SendAsync((byte[])[Output, .. text], WebSocketMessageType.Binary, true, TestContext.Current.CancellationToken);

    public async Task EndAsync(string status) =>
        await (await Begun).SendAsync((byte[])[Status, .. System.Text.Encoding.UTF8.GetBytes(status)], WebSocketMessageType.Binary, true, TestContext.Current.CancellationToken);

    private async Task ReadAsync(WebSocket socket, CancellationToken over)
    {
        var buffer = new byte[128 << 10];
        while (true)
        {
            var got = await socket.ReceiveAsync(buffer, over);
            if (got.MessageType == WebSocketMessageType.Close)
            {
                return;
            }

            got.EndOfMessage.Should().BeTrue();
            var content = buffer.AsMemory(1, got.Count - 1);
            lock (_typed)
            {
                if (buffer[0] == Input)
                {
                    _typed.AddRange(content.Span);
                }
                else if (buffer[0] == Resize)
                {
                    _sizes.Add(System.Text.Encoding.ASCII.GetString(content.Span));
                }
            }

            if (Echoes && buffer[0] == Input)
            {
                await socket.SendAsync((byte[])[Output, .. content.Span], WebSocketMessageType.Binary, true, over);
            }
        }
    }

    private sealed class BothWays(HttpContext context) : Stream
    {
        public override bool CanRead => true;

        public override bool CanWrite => true;

        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Flush() => throw new NotSupportedException();

        public override Task FlushAsync(CancellationToken cancellationToken) => context.Response.Body.FlushAsync(cancellationToken);

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            context.Request.Body.ReadAsync(buffer, cancellationToken);

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await context.Response.Body.WriteAsync(buffer, cancellationToken);
            await context.Response.Body.FlushAsync(cancellationToken);
        }
    }
}
