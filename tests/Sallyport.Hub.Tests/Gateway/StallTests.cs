using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Sallyport.Hub.Tests.Storage;

namespace Sallyport.Hub.Tests.Gateway;

/// <summary>Who does not read, or is not read, holds up nobody else on the same tunnel.</summary>
public sealed class StallTests(GatewayRig rig) : IClassFixture<GatewayRig>
{
    private const string Flood = "/api/v1/namespaces/shop/pods/flood";
    private const string Stuck = "/api/v1/namespaces/shop/configmaps/stuck";
    private const string Quick = "/api/v1/namespaces/shop/pods";

    // As much as the gateway takes of a body, and more than the tunnel takes of one that nobody reads.
    private static readonly byte[] Upload = new byte[3 * 1024 * 1024];

    private long _flooded;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("1.1", 40, 40)]
    [InlineData("2.0", 200, 100)]
    [CatalogueRow(185)]
    public async Task StalledStreams_OfOnePerson_DoNotStopFiftyRequestsOfAnother(string version, int downloads, int uploads)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        rig.Agent.LeavesUnread = request => request.Path == Stuck || request.Host.Value!.StartsWith("upgrade", StringComparison.Ordinal);
        rig.Agent.Answer = context => context.Request.Path.Value switch
        {
            Flood => FloodAsync(context, over.Token),
            Stuck => HeldAsync(context, over.Token),
            _ => context.Response.WriteAsync("""{"kind":"PodList"}""", Stop),
        };
        using var stalled = rig.Client(Version.Parse(version));
        stalled.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", rig.Admin);
        var opened = await Task.WhenAll(Enumerable.Range(0, downloads).Select(_ =>
            stalled.GetAsync(new Uri(Flood, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, over.Token)));
        var sent = Enumerable.Range(0, uploads).Select(_ => UploadAsync(stalled, over.Token)).ToArray();
        await Eventually.TrueAsync(async () => await QuietAsync() && rig.Agent.Requests.Count(request => request.Target == Stuck) >= uploads);

        using var quick = rig.Client(Version.Parse(version));
        quick.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", rig.Developer);
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => quick.GetStringAsync(new Uri(Quick, UriKind.Relative), Stop)));

        answers.Should().AllBe("""{"kind":"PodList"}""");
        sent.Should().OnlyContain(upload => !upload.IsCompleted, "they are still stalled");
        await over.CancelAsync();
        Array.ForEach(opened, answer => answer.Dispose());
        await Task.WhenAll(sent);
    }

    /// <summary>Whether every flood has come to a halt: nothing was taken for a while.</summary>
    private async Task<bool> QuietAsync()
    {
        var before = Interlocked.Read(ref _flooded);
        await Task.Delay(TimeSpan.FromMilliseconds(300), Stop);
        return before > 0 && before == Interlocked.Read(ref _flooded);
    }

    private async Task FloodAsync(HttpContext context, CancellationToken over)
    {
        context.Response.ContentType = "application/json";
        using var end = CancellationTokenSource.CreateLinkedTokenSource(over, context.RequestAborted);
        try
        {
            while (true)
            {
                await context.Response.Body.WriteAsync(Upload.AsMemory(0, 16 * 1024), end.Token);
                Interlocked.Add(ref _flooded, 16 * 1024);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or IOException)
        {
            context.Abort();
        }
    }

    private static async Task HeldAsync(HttpContext context, CancellationToken over)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(over, context.RequestAborted);
        await Task.Delay(Timeout.InfiniteTimeSpan, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static async Task UploadAsync(HttpClient client, CancellationToken over)
    {
        try
        {
            using var answer = await client.PutAsync(new Uri(Stuck, UriKind.Relative), new ByteArrayContent(Upload), over);
        }
        catch (Exception ended) when (ended is OperationCanceledException or HttpRequestException)
        {
            // The end of the test: it was never to be answered.
        }
    }
}
