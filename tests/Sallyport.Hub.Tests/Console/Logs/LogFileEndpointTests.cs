using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Sallyport.Hub.Identity.Sessions;
using Sallyport.Hub.Storage;
using Sallyport.Hub.Tests.Gateway;

namespace Sallyport.Hub.Tests.Console.Logs;

/// <summary>Whole logs as a file: on the person's own road, for the console's own pages, and never a part that looks like the whole.</summary>
public sealed class LogFileEndpointTests(GatewayRig rig) : IClassFixture<GatewayRig>
{
    private readonly string _pod = $"web-{Guid.NewGuid():N}";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Containers { get; set; } = """{"name":"app"}""";

    [Fact]
    public async Task File_OfOneContainer_IsItsLogAsItWasWritten()
    {
        Answer(context => context.Response.WriteAsync("one\n\u001b[31mtwo\u001b[0m\nthree"));

        using var answer = await GetAsync("developer", $"/console/logs/alpha/shop?pod={_pod}&name={_pod}");

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync(Cancel)).Should().Be("one\n\u001b[31mtwo\u001b[0m\nthree");
        answer.Content.Headers.ContentType!.ToString().Should().Be("text/plain; charset=utf-8");
        answer.Content.Headers.ContentDisposition!.ToString().Should().Be($"attachment; filename=shop-{_pod}.log");
        answer.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
        rig.Agent.Requests.Select(request => request.Target).Should().Contain($"/api/v1/namespaces/shop/pods/{_pod}/log?container=app", "it is decided and written down as pods/log");
    }

    [Fact]
    public async Task File_OfSeveralContainers_SaysOfEachLineWhoseItIs()
    {
        Containers = """{"name":"app"},{"name":"proxy"}""";
        Answer(context => context.Request.Query["container"] == "proxy" ? FailAsync(context) : context.Response.WriteAsync("one\ntwo"));

        using var answer = await GetAsync("developer", $"/console/logs/alpha/shop?pod={_pod}&times=true&previous=false");

        (await answer.Content.ReadAsStringAsync(Cancel)).Should().Be($"[pod/{_pod}/app] one\n[pod/{_pod}/app] two\n[pod/{_pod}/proxy] the kubelet is busy\n");
        rig.Agent.Requests.Select(request => request.Target).Should().Contain(target => target.Contains(_pod) && target.Contains("timestamps=true"));
    }

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    [InlineData("none")]
    [InlineData(null)]
    [CatalogueRow(224)]
    public async Task File_AskedForByAnythingButOurOwnPage_IsRefused(string? site)
    {
        Answer(context => context.Response.WriteAsync("one\n"));

        using var answer = await GetAsync("developer", $"/console/logs/alpha/shop?pod={_pod}", site);

        answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        rig.Agent.Requests.Should().NotContain(request => request.Target.Contains(_pod));
    }

    [Theory]
    [InlineData("alpha", "other", "you may not get pods")]
    [InlineData("nowhere", "shop", "nowhere")]
    public async Task File_OfWhatOneMayNotRead_SaysWhatKubectlPrints(string cluster, string ns, string words)
    {
        using var answer = await GetAsync("developer", $"/console/logs/{cluster}/{ns}?pod={_pod}");

        ((int)answer.StatusCode).Should().BeInRange(400, 499);
        (await answer.Content.ReadAsStringAsync(Cancel)).Should().Contain(words);
        answer.Content.Headers.ContentDisposition.Should().BeNull();
    }

    [Fact]
    public async Task File_ThatBreaksOff_IsNoWholeFile()
    {
        Answer(async context =>
        {
            await context.Response.WriteAsync("one\n");
            await context.Response.Body.FlushAsync();
            context.Abort();
        });

        var read = async () =>
        {
            using var answer = await GetAsync("developer", $"/console/logs/alpha/shop?pod={_pod}");
            return await answer.Content.ReadAsStringAsync(Cancel);
        };

        await read.Should().ThrowAsync<HttpRequestException>();
    }

    [Theory]
    [InlineData("../../etc/passwd", "shop-______etc_passwd.log")]
    [InlineData("a\"; filename=evil.exe\r\nX: y", "shop-a___filename_evil_exe__X__y.log")]
    [InlineData("..", "shop-__.log")]
    public async Task File_IsNamedSafelyWhateverTheAddressSays(string name, string safe)
    {
        Answer(context => context.Response.WriteAsync("one\n"));

        using var answer = await GetAsync("developer", $"/console/logs/alpha/shop?pod={_pod}&name={Uri.EscapeDataString(name)}");

        answer.Content.Headers.ContentDisposition!.FileName.Should().Be(safe);
    }

    private static Task FailAsync(HttpContext context)
    {
        context.Response.StatusCode = 500;
        return context.Response.WriteAsync("""{"kind":"Status","status":"Failure","message":"the kubelet is busy","code":500}""");
    }

    private void Answer(RequestDelegate log) => rig.Agent.Answer = context =>
        context.Request.Path.Value!.EndsWith("/log", StringComparison.Ordinal) ? log(context) : context.Response.WriteAsync(
            $$$$"""{"kind":"Pod","metadata":{"name":"{{{{_pod}}}}","namespace":"shop"},"spec":{"containers":[{{{{Containers}}}}]},"status":{"containerStatuses":[{"name":"app","state":{"running":{}}},{"name":"proxy","state":{"running":{}}}]}}""");

    private async Task<HttpResponseMessage> GetAsync(string person, string address, string? site = "same-origin")
    {
        var begun = await rig.Services.GetRequiredService<SessionStore>().BeginConsoleAsync(new SessionStart(person, SessionStart.Local, "test"), Cancel);
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator, UseCookies = false };
        using var http = new HttpClient(handler) { BaseAddress = new Uri($"https://localhost:{rig.ConsolePort}") };
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("Cookie", $"{SessionCookie.Name}={begun.Token}");
        if (site is not null)
        {
            request.Headers.Add("Sec-Fetch-Site", site);
        }

        return await http.SendAsync(request, Cancel);
    }
}
