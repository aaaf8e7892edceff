using Microsoft.AspNetCore.Http;
using Sallyport.Tunnel.Accepting;
using Sallyport.Tunnel.Protocol;
using Sallyport.Tunnel.Tests.Rig;

namespace Sallyport.Tunnel.Tests;

public sealed class StallTests
{
    // What an agent takes unread, and less than what a hub takes; the flood goes on until it cannot.
    private const int UploadWindow = 2 * 1024 * 1024;
    private const int DownloadWindow = 48 * 1024;

    private readonly TestPki _pki = new();

    [Theory(Timeout = Patience.Long)]
    [InlineData(200, 200)]
    [InlineData(900, 0)]
    public async Task StalledStreams_UpToTheirWindows_DoNotStopFiftyOthers(int downloads, int uploads)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var full = new Fullness(downloads + uploads);
        await using var hub = await TestHub.StartAsync(_pki);
        await using var agent = await TestAgent.StartAsync(hub, _pki, context => context.Request.Path.Value switch
        {
            "/download" => FloodAsync(context.Response.Body, DownloadWindow, full, context.RequestAborted),
            "/upload" => StallAsync(context, over.Token),
            _ => context.Response.WriteAsync(new string('x', 100_000)),
        });
        var tunnel = await hub.NextTunnelAsync();
        var stalled = Enumerable.Range(0, downloads).Select(_ => tunnel.GetAsync("/download"))
            .Concat(Enumerable.Range(0, uploads).Select(_ => UploadAsync(tunnel, full, over.Token)))
            .ToList();
        await full.Reached;
        var answers = await Task.WhenAll(stalled);

        var others = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => tunnel.GetTextAsync("/quick")));

        others.Should().OnlyContain(text => text.Length == 100_000);
        await over.CancelAsync();
        foreach (var answer in answers)
        {
            answer.Dispose();
        }
    }

    /// <summary>An upload that the agent answers and never reads: it is sent until the stream's window is used up.</summary>
    private static Task<HttpResponseMessage> UploadAsync(AgentConnection tunnel, Fullness full, CancellationToken over) =>
        tunnel.Invoker.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, TunnelUri.Kubernetes("/upload"))
            {
                Content = new DuplexContent((stream, stop) => FloodAsync(stream, UploadWindow, full, over)),
            },
            TestContext.Current.CancellationToken);

    private static async Task FloodAsync(Stream stream, int window, Fullness full, CancellationToken stop)
    {
        var block = new byte[16 * 1024];
        try
        {
            for (var sent = 0; sent < window; sent += block.Length)
            {
                await stream.WriteAsync(block, stop);
            }

            await stream.FlushAsync(stop);
            full.Add();
            while (true)
            {
                await stream.WriteAsync(block, stop);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private static async Task StallAsync(HttpContext context, CancellationToken over)
    {
        await context.Response.Body.FlushAsync(over);
        await using var ended = over.Register(context.Abort);
        await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    private sealed class Fullness(int expected)
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _count;

        public Task Reached => _reached.Task.WaitAsync(TestContext.Current.CancellationToken);

        public void Add()
        {
            if (Interlocked.Increment(ref _count) == expected)
            {
                _reached.SetResult();
            }
        }
    }
}
