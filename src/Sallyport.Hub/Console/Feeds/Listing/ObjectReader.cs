using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Kinds;

namespace Sallyport.Hub.Console.Feeds.Listing;

/// <summary>Reads a handful of whole objects by list and watch.</summary>
/// <param name="cluster">Their cluster.</param>
/// <param name="type">Their kind.</param>
/// <param name="ns">Their namespace.</param>
/// <param name="most">How many are kept; more are passed over.</param>
/// <param name="changed">Told of them, and of how the reading stands, whenever either changes.</param>
internal sealed class ObjectReader(string cluster, ResourceType type, string? ns, int most, Action<ImmutableDictionary<string, JsonElement>, FeedPart> changed) : IListReader
{
    private readonly HashSet<string> _listed = new(StringComparer.Ordinal);
    private ImmutableDictionary<string, JsonElement> _objects = ImmutableDictionary<string, JsonElement>.Empty;
    private FeedPart _part = new(cluster, ns, FeedState.Loading);
    private bool _isChanged;

    public string Accept => ClusterApi.Json;

    public string Query => "";

    public ReadOnlySpan<byte> Items => "items"u8;

    public void Member(ReadOnlySpan<byte> name, ReadOnlySpan<byte> json)
    {
    }

    public void Item(ReadOnlySpan<byte> json)
    {
        var item = Named(Parse(json), json);
        _listed.Add(Uid(item));
        Put(item);
    }

    public string? Event(WatchEventKind kind, ReadOnlySpan<byte> json)
    {
        var item = Parse(json);
        if (kind == WatchEventKind.Present)
        {
            Put(item);
        }
        else if (kind == WatchEventKind.Deleted)
        {
            Set(_objects.Remove(Uid(item)));
        }

        return item.At("metadata").Text("resourceVersion") is { Length: > 0 } version ? version : null;
    }

    public void Begin() => _listed.Clear();

    public void End()
    {
        Set(_objects.RemoveRange(_objects.Keys.Where(uid => !_listed.Contains(uid))));
        Flush();
    }

    public void Flush()
    {
        if (_isChanged)
        {
            _isChanged = false;
            changed(_objects, _part);
        }
    }

    public void Drop()
    {
        Set(_objects.Clear());
        Flush();
    }

    public void Tell(FeedState state, ClusterProblem? problem, DateTimeOffset? retryAt, long remaining)
    {
        _part = _part with { State = state, Problem = problem, RetryAt = retryAt, Remaining = remaining };
        changed(_objects, _part);
    }

    private static string Uid(JsonElement item) =>
        item.At("metadata").Text("uid") is { Length: > 0 } uid ? uid : item.At("metadata").Text("name");

    // What stands in a list does not say its kind; what stands alone does.
    private JsonElement Named(JsonElement item, ReadOnlySpan<byte> json) => item.Text("kind").Length > 0 ? item : Parse(
        [.. Encoding.UTF8.GetBytes($"{{\"apiVersion\":\"{type.ApiVersion}\",\"kind\":\"{type.Kind}\","), .. json[1..]]);

    private static JsonElement Parse(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        return JsonElement.ParseValue(ref reader);
    }

    private void Put(JsonElement item)
    {
        if (_objects.Count < most || _objects.ContainsKey(Uid(item)))
        {
            Set(_objects.SetItem(Uid(item), item));
        }
    }

    private void Set(ImmutableDictionary<string, JsonElement> next)
    {
        _isChanged |= !ReferenceEquals(next, _objects);
        _objects = next;
    }
}
