using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Sallyport.Hub.Console.Feeds.Calls;

/// <summary>Asks one cluster's API. Every no is a <see cref="ClusterProblemException"/>.</summary>
internal sealed class ClusterApi(string cluster, HttpMessageInvoker road)
{
    public const string Json = "application/json";

    private const int LongestStatus = 256 << 10;

    // The host is the road's own affair; the target is sent as it was written.
    private static readonly UriCreationOptions AsWritten = new() { DangerousDisablePathAndQueryCanonicalization = true };

    public string Cluster => cluster;

    /// <summary>The answer, its body unread. The caller disposes of it.</summary>
    /// <param name="target">Path and query, escaped.</param>
    /// <param name="accept">The media types, best first.</param>
    /// <param name="cancellationToken">Ends the call; and the body, as long as it is read with the same one.</param>
    public Task<HttpResponseMessage> GetAsync(string target, string accept, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, target, accept, content: null, cancellationToken);

    /// <summary>The same, of a call that may change something.</summary>
    /// <param name="method">The method.</param>
    /// <param name="target">Path and query, escaped.</param>
    /// <param name="accept">The media types, best first.</param>
    /// <param name="content">The body; disposed of with the call.</param>
    /// <param name="cancellationToken">Ends the call; and the body, as long as it is read with the same one.</param>
    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string target, string accept, HttpContent? content, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(method, new Uri("http://cluster.invalid" + target, AsWritten)) { Content = content };
            request.Headers.TryAddWithoutValidation("Accept", accept);
            // An HttpClient would otherwise read a watch to its end first.
            var answer = road is HttpClient client
                ? await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
                : await road.SendAsync(request, cancellationToken);
            if (answer.IsSuccessStatusCode)
            {
                return answer;
            }

            using (answer)
            {
                throw new ClusterProblemException(await ProblemAsync(answer, cancellationToken));
            }
        }
        catch (Exception fault) when (IsConnection(fault, cancellationToken))
        {
            throw Unreachable(fault);
        }
    }

    /// <summary>A whole document.</summary>
    public async Task<JsonElement> ReadAsync(string target, string accept, CancellationToken cancellationToken)
    {
        using var answer = await GetAsync(target, accept, cancellationToken);
        return await DocumentAsync(answer, cancellationToken);
    }

    /// <summary>Changes something, and reads what the cluster says it is now.</summary>
    /// <param name="write">The change.</param>
    /// <param name="cancellationToken">Ends the call; whether the change was made is not known then.</param>
    public async Task<JsonElement> WriteAsync(ClusterWrite write, CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(write.Body)) { Headers = { ContentType = new MediaTypeHeaderValue(write.ContentType) } };
        using var answer = await SendAsync(write.Method, write.Target, Json, content, cancellationToken);
        return await DocumentAsync(answer, cancellationToken);
    }

    /// <summary>The whole document that an answer brings.</summary>
    public async Task<JsonElement> DocumentAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        try
        {
            await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
            using var document = await JsonDocument.ParseAsync(body, default, cancellationToken);
            return document.RootElement.Clone();
        }
        catch (JsonException fault)
        {
            throw new ClusterProblemException(Unreadable(), fault);
        }
        catch (Exception fault) when (IsConnection(fault, cancellationToken))
        {
            throw Unreachable(fault);
        }
    }

    public ClusterProblem Unreadable() => new(cluster, ProblemKind.Failed, $"Cluster {cluster} gave an answer that could not be read.");

    public ClusterProblemException Unreachable(Exception fault) =>
        new(new ClusterProblem(cluster, ProblemKind.Away, $"The connection to cluster {cluster} was lost."), fault);

    /// <summary>Whether a fault is the connection's, and not that the caller has had enough.</summary>
    public static bool IsConnection(Exception fault, CancellationToken cancellationToken) =>
        !cancellationToken.IsCancellationRequested && fault is HttpRequestException or IOException or OperationCanceledException or TimeoutException;

    private async Task<ClusterProblem> ProblemAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        var bytes = new byte[LongestStatus];
        var read = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        return StatusReading.Read(cluster, (int)answer.StatusCode, bytes.AsSpan(0, read));
    }
}
