using System.Net;
using System.Text.RegularExpressions;

namespace Sallyport.Hub.Tests.Identity.Pages;

/// <summary>As much of a browser as the pages need: cookies, the last page's form token, and an origin.</summary>
internal sealed partial class Browser : IDisposable
{
    private readonly CookieContainer _cookies = new();
    private readonly HttpClient _http;
    private string _formToken = "";
    private readonly Dictionary<string, string> _hidden = [];

    public Browser(Uri console)
    {
        // A test's hub has a certificate authority of its own.
        var handler = new HttpClientHandler
        {
            CookieContainer = _cookies,
            AllowAutoRedirect = false,
            ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator,
        };
        _http = new HttpClient(handler) { BaseAddress = console };
        Origin = console.GetLeftPart(UriPartial.Authority);
    }

    /// <summary>What is sent as the origin of forms; null sends none.</summary>
    public string? Origin { get; set; }

    public Uri Console => _http.BaseAddress!;

    public Cookie? Session => Cookie("__Host-sallyport");

    public Cookie? Cookie(string name) => _cookies.GetCookies(Console)[name];

    public void Set(string name, string value) => _cookies.Add(Console, new Cookie(name, value) { Secure = true });

    public async Task<Answer> OpenAsync(string place) => await TakeAsync(await _http.GetAsync(new Uri(Console, place)));

    /// <summary>Sends a form of the page that was opened last, with its hidden fields.</summary>
    public Task<Answer> SendAsync(string place, params (string Name, string Value)[] fields) => SendRawAsync(
        place, new FormUrlEncodedContent([
            .. _hidden.Where(hidden => fields.All(field => field.Name != hidden.Key)),
            .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value)),
            KeyValuePair.Create("__RequestVerificationToken", _formToken)]));

    public async Task<Answer> SendRawAsync(string place, HttpContent content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, place) { Content = content };
        if (Origin is not null)
        {
            request.Headers.Add("Origin", Origin);
        }

        return await TakeAsync(await _http.SendAsync(request));
    }

    public Task<Answer> SignInAsync(string name, string password, string returnUrl = "/") =>
        OpenAsync("/signin?returnUrl=" + Uri.EscapeDataString(returnUrl))
            .ContinueWith(_ => SendAsync("/signin", ("name", name), ("password", password)), TaskScheduler.Default).Unwrap();

    public void Dispose() => _http.Dispose();

    private async Task<Answer> TakeAsync(HttpResponseMessage response)
    {
        using (response)
        {
            var text = await response.Content.ReadAsStringAsync();
            if (FormToken().Match(text) is { Success: true } match)
            {
                _formToken = match.Groups[1].Value;
                _hidden.Clear();
                foreach (Match hidden in Hidden().Matches(text))
                {
                    _hidden[hidden.Groups[1].Value] = WebUtility.HtmlDecode(hidden.Groups[2].Value);
                }
            }

            return new Answer((int)response.StatusCode, WebUtility.HtmlDecode(text), response.Headers.Location?.OriginalString, Headers(response));
        }
    }

    private static Dictionary<string, string> Headers(HttpResponseMessage response) =>
        response.Headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();

    [GeneratedRegex("type=\"hidden\" name=\"(?!__)([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}

/// <summary>What a page answered.</summary>
internal sealed record Answer(int Status, string Text, string? Location, IReadOnlyDictionary<string, string> Headers);
