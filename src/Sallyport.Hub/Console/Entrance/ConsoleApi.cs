using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Sallyport.Hub.Api;

namespace Sallyport.Hub.Console.Entrance;

/// <summary>The REST API for pages, as the signed-in person: paths as <c>docs/api.md</c> has them, such as <c>/api/v1/me</c>.</summary>
internal sealed partial class ConsoleApi(IServiceScopeFactory scopes, ConsolePerson person)
{
    private static readonly Uri Here = new("https://console");

    // A page needs not know all that an answer says, and an answer leaves out what is null.
    private static readonly JsonSerializerOptions Lenient = new(ApiJson.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
        RespectRequiredConstructorParameters = false,
    };

    /// <summary>Asks a question.</summary>
    /// <exception cref="ApiRefusedException">It was refused or failed.</exception>
    public async Task<T> GetAsync<T>(string path, CancellationToken cancellationToken = default) =>
        await SendAsync<T>(HttpMethod.Get, path, body: null, ifMatch: null, cancellationToken)
            ?? throw new ApiRefusedException(StatusCodes.Status404NotFound, "There is no answer.");

    /// <summary>Reads a list whole, page after page.</summary>
    /// <exception cref="ApiRefusedException">It was refused or failed.</exception>
    public async Task<IReadOnlyList<T>> ListAsync<T>(string path, CancellationToken cancellationToken = default)
    {
        var all = new List<T>();
        for (var next = path; next is not null;)
        {
            using var response = await OpenAsync(HttpMethod.Get, next, cancellationToken: cancellationToken);
            all.AddRange(await ReadAsync<List<T>>(response, cancellationToken) ?? []);
            next = response.Headers.TryGetValues("Link", out var links) ? NextPage().Match(string.Join(',', links)).Groups[1].Value : null;
        }

        return all;
    }

    /// <summary>Makes a change.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">The path, each value in it escaped.</param>
    /// <param name="body">What is sent as JSON; null for no body.</param>
    /// <param name="ifMatch">The ETag that the object must still have; null for any.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The answer; the default where there is none.</returns>
    /// <exception cref="ApiRefusedException">It was refused or failed.</exception>
    public async Task<T?> SendAsync<T>(HttpMethod method, string path, object? body, string? ifMatch = null, CancellationToken cancellationToken = default)
    {
        using var response = await OpenAsync(method, path, body, ifMatch, cancellationToken);
        return await ReadAsync<T>(response, cancellationToken);
    }

    /// <summary>The same with the whole answer, for ETags and for streams; dispose of it.</summary>
    public async Task<HttpResponseMessage> OpenAsync(
        HttpMethod method, string path, object? body = null, string? ifMatch = null, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(method, new Uri(Here, path));
        request.Content = body is null ? null : JsonContent.Create(body, body.GetType(), options: ApiJson.Options);
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        using var invoker = new HttpMessageInvoker(new ApiHandler(scopes, person.Session));
        return await invoker.SendAsync(request, cancellationToken);
    }

    private static async Task<T?> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode)
        {
            var problem = await response.Content.ReadFromJsonAsync<JsonObject>(Lenient, cancellationToken);
            throw new ApiRefusedException((int)response.StatusCode, problem?["detail"]?.GetValue<string>() ?? "The hub said no more.");
        }

        return response.StatusCode == System.Net.HttpStatusCode.NoContent
            ? default
            : await response.Content.ReadFromJsonAsync<T>(Lenient, cancellationToken);
    }

    [GeneratedRegex("<([^>]+)>; rel=\"next\"")]
    private static partial Regex NextPage();
}

/// <summary>The API said no.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="detail">Why, for a person to read.</param>
internal sealed class ApiRefusedException(int status, string detail) : Exception(detail)
{
    public int Status => status;
}
