using System.Net;
using System.Text.RegularExpressions;

namespace Sallyport.EndToEnd.Tests.Hubs;

/// <summary>As much of a browser as signing in needs: cookies, and the form of the page that is open.</summary>
internal sealed partial class WebBrowser : IDisposable
{
    private readonly HttpClient _http;
    private string _page = "";

    public WebBrowser(HubPlace place) =>
        _http = new HttpClient(new SocketsHttpHandler
        {
            SslOptions = { CertificateChainPolicy = GatewayClient.Trust(place) },
            CookieContainer = new CookieContainer(),
            AllowAutoRedirect = false,
            UseProxy = false,
        })
        { BaseAddress = place.Console };

    public async Task<string> OpenAsync(string address) => await TakeAsync(await _http.GetAsync(new Uri(_http.BaseAddress!, address)));

    /// <summary>Opens what sends the browser elsewhere.</summary>
    /// <returns>Where to.</returns>
    public async Task<Uri> SentToAsync(string address)
    {
        using var answer = await _http.GetAsync(new Uri(_http.BaseAddress!, address));
        return answer.Headers.Location ?? throw new InvalidOperationException($"{address} leads nowhere: {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>Sends the page's first form with its hidden fields, and follows to another machine's address alone: ours is opened by the test.</summary>
    public async Task<Uri?> SubmitAsync(params (string Name, string Value)[] fields)
    {
        var form = Form().Match(_page).Value;
        var hidden = Inputs().Matches(form).Select(input => KeyValuePair.Create(input.Groups[1].Value, WebUtility.HtmlDecode(input.Groups[2].Value)));
        using var request = new HttpRequestMessage(HttpMethod.Post, WebUtility.HtmlDecode(Action().Match(form).Groups[1].Value))
        {
            Content = new FormUrlEncodedContent([.. hidden, .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]),
            Headers = { { "Origin", _http.BaseAddress!.GetLeftPart(UriPartial.Authority) } },
        };
        using var answer = await _http.SendAsync(request);
        ((int)answer.StatusCode).Should().BeLessThan(400, "the form should be taken: {0}", await answer.Content.ReadAsStringAsync());
        await TakeAsync(answer);
        return answer.Headers.Location;
    }

    public void Dispose() => _http.Dispose();

    private async Task<string> TakeAsync(HttpResponseMessage answer) => _page = await answer.Content.ReadAsStringAsync();

    [GeneratedRegex("<form .*?</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Inputs();

    [GeneratedRegex("<form method=\"post\" action=\"([^\"]+)\"")]
    private static partial Regex Action();
}
