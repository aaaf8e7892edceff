using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Kubectl;

namespace Sallyport.Hub.Tests.Console.Kubectl;

/// <summary>Runs lines in a terminal, and keeps what they print.</summary>
internal static class TerminalRun
{
    public static KubectlTerminal Terminal(ClusterRoads roads, string ns = "shop") =>
        new(new KubectlPlaces(roads, new KindBook(roads, TimeProvider.System), () => ["demo", "other"], TimeProvider.System), "demo", ns);

    /// <summary>A terminal whose clusters must not be asked anything.</summary>
    public static KubectlTerminal Unasked() => Terminal(_ => new HttpMessageInvoker(new Silence()));

    public static async Task<(int Code, string Text)> RunAsync(this KubectlTerminal terminal, string line, CancellationToken? cancellationToken = null)
    {
        var lines = new List<string>();
        var code = await terminal.RunAsync(
            line,
            (printed, _) =>
            {
                lines.Add(printed.Text);
                return ValueTask.CompletedTask;
            },
            cancellationToken ?? TestContext.Current.CancellationToken);
        return (code, string.Join('\n', lines));
    }

    private sealed class Silence : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new InvalidOperationException($"asked for {request.RequestUri}");
    }
}
