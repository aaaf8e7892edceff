using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Sallyport.Agent.Cluster;

/// <summary>The few calls the agent makes on its own behalf, as the reconciler's account.</summary>
internal sealed class KubernetesApi(KubernetesTransport transport)
{
    /// <summary>The name under which server-side apply keeps the agent's fields.</summary>
    public const string FieldManager = "sallyport-agent";

    private const int PageSize = 500;
    private const string AcceptMetadata =
        "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io,application/json";

    private const string AcceptMetadataWatch =
        "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io,application/json";

    /// <summary>Reads one object.</summary>
    public async Task<T> GetAsync<T>(string target, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var request = transport.NewRequest(HttpMethod.Get, target);
        return await SendAsync(request, type, cancellationToken);
    }

    /// <summary>Reads one object; null when it is not there.</summary>
    public async Task<T?> FindAsync<T>(string target, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await GetAsync(target, type, cancellationToken);
        }
        catch (KubernetesApiException e) when (e.Code == (int)HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>Reads a whole list, page by page, with the resource version it was read at.</summary>
    public async Task<(List<T> Items, string ResourceVersion)> ListAsync<T>(
        string path, string selector, JsonTypeInfo<ObjectList<T>> type, CancellationToken cancellationToken)
    {
        var items = new List<T>();
        var next = "";
        while (true)
        {
            var target = new StringBuilder(path).Append("?limit=").Append(PageSize);
            if (selector.Length > 0)
            {
                target.Append("&labelSelector=").Append(Uri.EscapeDataString(selector));
            }

            if (next.Length > 0)
            {
                target.Append("&continue=").Append(Uri.EscapeDataString(next));
            }

            using var request = transport.NewRequest(HttpMethod.Get, target.ToString());
            if (typeof(T) == typeof(AnyObject))
            {
                request.Headers.TryAddWithoutValidation("Accept", AcceptMetadata);
            }

            var page = await SendAsync(request, type, cancellationToken);
            items.AddRange(page.Items ?? []);
            next = page.Metadata?.Continue ?? "";
            if (next.Length == 0)
            {
                return (items, page.Metadata?.ResourceVersion ?? "");
            }
        }
    }

    /// <summary>Watches a collection from a resource version on, until the server ends it.</summary>
    public async IAsyncEnumerable<WatchLine> WatchAsync(
        string path, string resourceVersion, int seconds, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var target = $"{path}?watch=true&allowWatchBookmarks=true&timeoutSeconds={seconds}&resourceVersion={Uri.EscapeDataString(resourceVersion)}";
        using var request = transport.NewRequest(HttpMethod.Get, target);
        request.Headers.TryAddWithoutValidation("Accept", AcceptMetadataWatch);
        using var response = await SendAsync(request, cancellationToken);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Length > 0 && JsonSerializer.Deserialize(line, KubernetesJson.Default.WatchLine) is { } parsed)
            {
                yield return parsed;
            }
        }
    }

    /// <summary>Creates an object, or asks a review.</summary>
    public async Task<T> PostAsync<T>(string target, T body, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var request = transport.NewRequest(HttpMethod.Post, target);
        request.Content = Body(body, type, "application/json");
        return await SendAsync(request, type, cancellationToken);
    }

    /// <summary>Makes an object be as given, taking back the fields that others changed.</summary>
    public async Task ApplyAsync<T>(string target, T body, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var request = transport.NewRequest(HttpMethod.Patch, $"{target}?fieldManager={FieldManager}&force=true");
        request.Content = Body(body, type, "application/apply-patch+yaml");
        using var response = await SendAsync(request, cancellationToken);
    }

    /// <summary>Changes some fields of an object.</summary>
    public async Task MergeAsync<T>(string target, T body, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var request = transport.NewRequest(HttpMethod.Patch, target);
        request.Content = Body(body, type, "application/merge-patch+json");
        using var response = await SendAsync(request, cancellationToken);
    }

    /// <summary>Deletes an object; that it is gone already is as good.</summary>
    public async Task DeleteAsync(string target, CancellationToken cancellationToken)
    {
        try
        {
            using var request = transport.NewRequest(HttpMethod.Delete, target);
            using var response = await SendAsync(request, cancellationToken);
        }
        catch (KubernetesApiException e) when (e.Code == (int)HttpStatusCode.NotFound)
        {
        }
    }

    private static ByteArrayContent Body<T>(T body, JsonTypeInfo<T> type, string mediaType)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, type));
        content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        return content;
    }

    private async Task<T> SendAsync<T>(HttpRequestMessage request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(request, cancellationToken);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        try
        {
            return await JsonSerializer.DeserializeAsync(stream, type, cancellationToken)
                ?? throw new KubernetesUnavailableException("kube-apiserver answered null.");
        }
        catch (JsonException e)
        {
            throw new KubernetesUnavailableException("kube-apiserver's answer is not the JSON that was asked for.", e);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response;
        try
        {
            response = await transport.Requests.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException e)
        {
            throw new KubernetesUnavailableException($"kube-apiserver cannot be reached: {e.Message}", e);
        }

        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw new KubernetesApiException((int)response.StatusCode, await MessageAsync(response, cancellationToken));
        }
    }

    private static async Task<string> MessageAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var fallback = $"kube-apiserver answered {(int)response.StatusCode}";
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            var status = await JsonSerializer.DeserializeAsync(stream, KubernetesJson.Default.StatusObject, cancellationToken);
            return string.IsNullOrEmpty(status?.Message) ? fallback : status.Message;
        }
        catch (JsonException)
        {
            return fallback;
        }
    }
}
