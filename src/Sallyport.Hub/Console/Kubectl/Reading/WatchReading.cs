using System.Runtime.CompilerServices;
using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Kubectl.Commands;

namespace Sallyport.Hub.Console.Kubectl.Reading;

/// <summary>Reads the events of a watch until it is ended; bookmarks are passed over.</summary>
internal static class WatchReading
{
    // An object is 1.5 MiB at most in etcd; as a table's row with the object in it, some more.
    private const int LongestEvent = 8 << 20;

    public static async IAsyncEnumerable<(string Type, JsonElement Object)> ReadAsync(
        Invocation line, ResourceType type, Selection selection, string version, string accept = ClusterApi.Json, string query = "",
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var asked = "watch=true" + (version.Length > 0 ? "&resourceVersion=" + Uri.EscapeDataString(version) : "") + (query.Length > 0 ? "&" + query : "");
        using var answer = await line.OpenAsync(selection.Target(type, asked), accept);
        await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        await foreach (var json in BoundedLines.ReadAsync(body, LongestEvent, cancellationToken))
        {
            using var document = Parse(line, json);
            var (happened, what) = (document.RootElement.Text("type"), document.RootElement.At("object"));
            if (happened == "ERROR")
            {
                throw new ClusterProblemException(StatusReading.Read(line.Cluster, (int)what.Number("code"), JsonSerializer.SerializeToUtf8Bytes(what)));
            }

            if (happened.Length > 0 && happened != "BOOKMARK")
            {
                yield return (happened, what.Clone());
            }
        }
    }

    private static JsonDocument Parse(Invocation line, byte[] json)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException fault)
        {
            throw new ClusterProblemException(line.Api.Unreadable(), fault);
        }
    }
}
