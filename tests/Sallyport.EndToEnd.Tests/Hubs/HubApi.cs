using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Sallyport.EndToEnd.Tests.Hubs;

/// <summary>The hub's REST API as one person; without a token, as nobody.</summary>
internal sealed class HubApi : IDisposable
{
    private readonly HttpClient _http;

    public HubApi(HubPlace place, string? token)
    {
        _http = new HttpClient(new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = GatewayClient.Trust(place) }, UseProxy = false })
        {
            BaseAddress = place.Console,
        };
        if (token is not null)
        {
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
    }

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, JsonNode? body = null) =>
        _http.SendAsync(new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) });

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => _http.SendAsync(request);

    /// <summary>The answer's JSON; anything but success fails the test with what the hub said.</summary>
    public async Task<JsonNode> AskAsync(HttpMethod method, string path, JsonNode? body = null)
    {
        using var response = await SendAsync(method, path, body);
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.Should().BeTrue("{0} {1} should work, but: {2} {3}", method, path, (int)response.StatusCode, text);
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }

    public Task SetAsync(string setting, string value) =>
        AskAsync(HttpMethod.Put, $"/api/v1/settings/{setting}", new JsonObject { ["value"] = value, ["reason"] = "a test" });

    public void Dispose() => _http.Dispose();
}
