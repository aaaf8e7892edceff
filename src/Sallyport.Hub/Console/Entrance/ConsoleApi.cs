using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Sallyport.Hub.Api;

namespace Sallyport.Hub.Console.Entrance;

/// <summary>The REST API for pages, as the signed-in person: paths as <c>docs/api.md</c> has them, such as <c>/api/v1/me</c>.</summary>
internal sealed partial class ConsoleApi(IServiceScopeFactory scopes, ConsolePerson person, NavigationManager navigation)
{
    /// <summary>In place of an ETag: there must be nothing yet.</summary>
    public const string NotThere = "*";

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
            var page = await PageAsync<T>(next, cancellationToken);
            all.AddRange(page.Items);
            next = page.Next;
        }

        return all;
    }

    /// <summary>Reads one page of a list.</summary>
    /// <exception cref="ApiRefusedException">It was refused or failed.</exception>
    public async Task<ApiPage<T>> PageAsync<T>(string path, CancellationToken cancellationToken = default)
    {
        using var response = await OpenAsync(HttpMethod.Get, path, cancellationToken: cancellationToken);
        var items = await ReadAsync<List<T>>(response, cancellationToken) ?? [];
        var total = response.Headers.TryGetValues("Total-Count", out var counts) && int.TryParse(counts.First(), CultureInfo.InvariantCulture, out var count) ? count : items.Count;
        var next = response.Headers.TryGetValues("Link", out var links) ? NextPage().Match(string.Join(',', links)).Groups[1].Value : null;
        return new ApiPage<T>(items, total, next);
    }

    /// <summary>Asks for one thing with the entity tag that a change of it names.</summary>
    /// <returns>The thing, and its tag as <c>If-Match</c> takes it; null where it has none.</returns>
    /// <exception cref="ApiRefusedException">It was refused or failed.</exception>
    public async Task<(T Thing, string? Tag)> GetTaggedAsync<T>(string path, CancellationToken cancellationToken = default)
    {
        using var response = await OpenAsync(HttpMethod.Get, path, cancellationToken: cancellationToken);
        var thing = await ReadAsync<T>(response, cancellationToken) ?? throw new ApiRefusedException(StatusCodes.Status404NotFound, "There is no answer.");
        return (thing, response.Headers.ETag?.ToString());
    }

    /// <summary>Makes a change.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">The path, each value in it escaped.</param>
    /// <param name="body">What is sent as JSON; null for no body.</param>
    /// <param name="ifMatch">The ETag that the object must still have, or <see cref="NotThere"/>; null for any.</param>
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
            request.Headers.TryAddWithoutValidation(ifMatch == NotThere ? "If-None-Match" : "If-Match", ifMatch);
        }

        using var invoker = new HttpMessageInvoker(new ApiHandler(scopes, person.Session));
        return await invoker.SendAsync(request, cancellationToken);
    }

    /// <summary>Where the visitor reached the console: links in answers begin with it.</summary>
    private Uri Here => new(navigation.BaseUri);

    private static async Task<T?> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode)
        {
            var problem = await response.Content.ReadFromJsonAsync<JsonObject>(Lenient, cancellationToken);
            var detail = problem?["detail"]?.GetValue<string>() ?? "The hub said no more.";
            throw new ApiRefusedException((int)response.StatusCode, detail, [.. problem?["sentences"]?.AsArray().Select(one => one!.GetValue<string>()) ?? [detail]]);
        }

        return response.StatusCode == System.Net.HttpStatusCode.NoContent
            ? default
            : await response.Content.ReadFromJsonAsync<T>(Lenient, cancellationToken);
    }

    [GeneratedRegex("<([^>]+)>; rel=\"next\"")]
    private static partial Regex NextPage();
}

/// <summary>One page of a list.</summary>
/// <param name="Items">What is on it.</param>
/// <param name="Total">How many all pages have together.</param>
/// <param name="Next">The path of the next; null after the last.</param>
internal sealed record ApiPage<T>(IReadOnlyList<T> Items, int Total, string? Next);

/// <summary>The API said no.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="detail">Why, for a person to read.</param>
/// <param name="sentences">The same, a sentence for each thing that is wrong.</param>
internal sealed class ApiRefusedException(int status, string detail, IReadOnlyList<string> sentences) : Exception(detail)
{
    public ApiRefusedException(int status, string detail)
        : this(status, detail, [detail])
    {
    }

    public int Status => status;

    public IReadOnlyList<string> Sentences => sentences;
}
