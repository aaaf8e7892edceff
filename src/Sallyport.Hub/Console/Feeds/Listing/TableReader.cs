using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Feeds.Rows;

namespace Sallyport.Hub.Console.Feeds.Listing;

/// <summary>Reads <c>meta.k8s.io/v1 Table</c> into a store: what <c>kubectl get</c> prints, with the metadata of each object.</summary>
internal sealed class TableReader(string cluster, ResourceType type, RowPart part, RowStore store, RowPools pools) : IListReader
{
    private readonly List<Row> _put = [];
    private readonly List<RowKey> _removed = [];
    private RowReader? _rows;
    private string? _version;

    /// <summary>A table, from whatever can print one.</summary>
    public const string Form = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json";

    /// <summary>With the metadata of each object.</summary>
    public const string WithMetadata = "includeObject=Metadata";

    public string Accept => Form;

    public string Query => WithMetadata;

    public ReadOnlySpan<byte> Items => "rows"u8;

    public void Member(ReadOnlySpan<byte> name, ReadOnlySpan<byte> json)
    {
        if (name.SequenceEqual("columnDefinitions"u8))
        {
            ReadColumns(json);
        }
        else if (name.SequenceEqual("items"u8))
        {
            throw new JsonException("A list of objects came where a table was asked for.");
        }
    }

    public void Item(ReadOnlySpan<byte> json)
    {
        var row = Rows.Read(json, out _);
        _put.Add(row);
    }

    public string? Event(WatchEventKind kind, ReadOnlySpan<byte> json)
    {
        var at = new Utf8JsonReader(json);
        _version = null;
        at.Read();
        while (at.Read() && at.TokenType == JsonTokenType.PropertyName)
        {
            if (at.ValueTextEquals("columnDefinitions"u8))
            {
                ReadColumns(JsonText.Slice(ref at, json));
            }
            else if (at.ValueTextEquals("metadata"u8))
            {
                _version = ListMetadata.Read(JsonText.Slice(ref at, json)).Version is { Length: > 0 } version ? version : _version;
            }
            else if (at.ValueTextEquals("rows"u8))
            {
                ReadRows(kind, ref at, json);
            }
            else
            {
                at.Skip();
            }
        }

        return _version;
    }

    public void Begin() => store.Begin(part);

    public void End() => store.End(part);

    public void Flush()
    {
        if (_put.Count + _removed.Count > 0)
        {
            store.Apply(part, _put, _removed);
            _put.Clear();
            _removed.Clear();
        }
    }

    public void Drop()
    {
        _put.Clear();
        _removed.Clear();
        store.Drop(part);
    }

    public void Tell(FeedState state, ClusterProblem? problem, DateTimeOffset? retryAt, long remaining) =>
        store.Tell(part, part.State with { State = state, Problem = problem, RetryAt = retryAt, Remaining = remaining });

    private RowReader Rows => _rows ?? throw new JsonException("The table has rows before it has columns.");

    private void ReadColumns(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        using var definitions = JsonDocument.ParseValue(ref reader);
        if (definitions.RootElement is { ValueKind: JsonValueKind.Array } array && array.GetArrayLength() > 0)
        {
            var places = store.Columns.Place(array);
            _rows = new RowReader(cluster, places, store.Columns.Columns, StatusRules.For(type), pools);
        }
    }

    private void ReadRows(WatchEventKind kind, ref Utf8JsonReader at, ReadOnlySpan<byte> json)
    {
        at.Read();
        if (at.TokenType != JsonTokenType.StartArray)
        {
            return;
        }

        while (at.Read() && at.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)at.TokenStartIndex;
            at.Skip();
            var row = Rows.Read(json[start..(int)at.BytesConsumed], out var version);
            _version = version ?? _version;
            if (kind == WatchEventKind.Present)
            {
                _removed.Remove(row.Key);
                _put.Add(row);
            }
            else if (kind == WatchEventKind.Deleted)
            {
                // In order: what was put before and is deleted now must not come back.
                _put.RemoveAll(earlier => earlier.Key == row.Key);
                _removed.Add(row.Key);
            }
        }
    }
}
