using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Sallyport.Cli.Sessions;

namespace Sallyport.Cli.Api;

/// <summary>The hub's REST API. Every failure becomes one sentence.</summary>
internal sealed class ApiClient : IDisposable
{
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(15);
    private readonly HttpClient _http;

    public ApiClient(Session session)
        : this(session.Server, session.CertificateAuthority) =>
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", session.Token);

    /// <summary>A client without a token: for setting up and signing in.</summary>
    public ApiClient(Uri server, string? certificateAuthority)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = ConnectPatience };
        if (certificateAuthority is not null)
        {
            handler.SslOptions.CertificateChainPolicy = Trusting(certificateAuthority);
        }

        _http = new HttpClient(handler)
        {
            BaseAddress = server,
            Timeout = Timeout.InfiniteTimeSpan,
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("sallyport/" + typeof(ApiClient).Assembly.GetName().Version?.ToString(3));
    }

    public async Task<ApiAnswer<T>> SendAsync<T>(HttpMethod method, string path, JsonTypeInfo<T> answer, CancellationToken cancellation, HttpContent? body = null, Condition? condition = null)
    {
        return Read(await SendAsync(method, path, cancellation, body, condition), answer);
    }

    /// <summary>Reads a list page by page, each asked for when the one before it was used up.</summary>
    public async IAsyncEnumerable<ApiAnswer<T[]>> PagesAsync<T>(
        string path, JsonTypeInfo<T[]> answer, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var next = (string?)path; next is not null;)
        {
            using var response = await OpenAsync(HttpMethod.Get, next, body: null, cancellation);
            next = NextPage.Of(response);
            yield return Read(await response.Content.ReadAsStringAsync(cancellation), answer);
        }
    }

    public async Task<string> SendAsync(HttpMethod method, string path, CancellationToken cancellation, HttpContent? body = null, Condition? condition = null)
    {
        using var response = await OpenAsync(method, path, body, cancellation, condition);
        return await response.Content.ReadAsStringAsync(cancellation);
    }

    /// <summary>Reads an endless answer line by line.</summary>
    public async IAsyncEnumerable<string> FollowAsync(string path, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        using var response = await OpenAsync(HttpMethod.Get, path, body: null, cancellation);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(cancellation));
        while (await NextAsync(lines, cancellation) is { } line)
        {
            yield return line;
        }
    }

    private ApiAnswer<T> Read<T>(string text, JsonTypeInfo<T> answer)
    {
        try
        {
            return new ApiAnswer<T>(JsonSerializer.Deserialize(text, answer) ?? throw new JsonException(), text);
        }
        catch (JsonException)
        {
            throw new ApiException($"{_http.BaseAddress} did not answer as a Sallyport hub does. Is it the console's address?");
        }
    }

    private static async Task<string?> NextAsync(StreamReader lines, CancellationToken cancellation)
    {
        try
        {
            return await lines.ReadLineAsync(cancellation);
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException)
        {
            throw new ApiException($"the connection to the hub broke off: {broken.Message}");
        }
    }

    public static HttpContent Json<T>(T value, JsonTypeInfo<T> type) => JsonContent.Create(value, type);

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> OpenAsync(HttpMethod method, string path, HttpContent? body, CancellationToken cancellation, Condition? condition = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body, Version = _http.DefaultRequestVersion, VersionPolicy = _http.DefaultVersionPolicy };
        if (condition is not null)
        {
            request.Headers.Add(condition.Header, condition.Tag);
        }

        HttpResponseMessage response;
        try
        {
            response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        }
        catch (HttpRequestException untrusted) when (untrusted.InnerException is AuthenticationException)
        {
            throw new ApiException($"the certificate of {_http.BaseAddress} is not trusted. Give the hub's CA with: sallyport login --ca ca.crt");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new ApiException($"{_http.BaseAddress} cannot be reached: no connection within {ConnectPatience.TotalSeconds} seconds.");
        }
        catch (HttpRequestException unreachable)
        {
            throw new ApiException($"{_http.BaseAddress} cannot be reached: {unreachable.Message}");
        }

        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            var answer = await response.Content.ReadAsStringAsync(cancellation);
            throw new ApiException(Explain(response, answer)) { SignInNeeded = response.StatusCode == HttpStatusCode.Unauthorized, Status = response.StatusCode, Body = answer };
        }
    }

    private static string Explain(HttpResponseMessage response, string text)
    {
        var hub = response.RequestMessage?.RequestUri?.GetLeftPart(UriPartial.Authority);
        if (response.StatusCode == HttpStatusCode.Unauthorized)
        {
            return $"{hub} does not accept your session any more. Sign in again: sallyport login {hub}";
        }

        try
        {
            var problem = JsonSerializer.Deserialize(text, ApiJson.Default.Problem);
            if (problem is { Errors.Count: > 0 })
            {
                return string.Join(Environment.NewLine, problem.Errors.SelectMany(error => error.Value.Select(said => $"{error.Key}: {said}")));
            }

            if ((problem?.Detail ?? problem?.Title) is { Length: > 0 } said)
            {
                return said;
            }
        }
        catch (JsonException)
        {
            // Not the hub's own answer (an ingress, say): the status alone is told.
        }

        return response.StatusCode switch
        {
            HttpStatusCode.NotFound => $"{hub} knows nothing of Sallyport's API. Is it the console's address, and not the gateway's?",
            _ => $"the hub answered {(int)response.StatusCode} {response.ReasonPhrase}.",
        };
    }

    private static X509ChainPolicy Trusting(string pem)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.ImportFromPem(pem);
        return policy;
    }
}
