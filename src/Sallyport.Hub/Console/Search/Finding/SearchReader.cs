using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Feeds.Listing;
using Sallyport.Hub.Console.Feeds.Rows;

namespace Sallyport.Hub.Console.Search.Finding;

/// <summary>Reads a table and keeps the rows that fit, the best of them where there are many; of the others nothing is held.</summary>
internal sealed class SearchReader(string cluster, ResourceType type, SearchWords words, int most) : IPageReader
{
    private readonly ColumnBook _columns = new();
    private readonly RowPools _pools = new();
    private readonly List<SearchHit> _hits = [];
    private readonly HashSet<RowKey> _known = [];
    private RowReader? _rows;

    public ReadOnlySpan<byte> Items => "rows"u8;

    /// <summary>What is kept.</summary>
    public IReadOnlyList<SearchHit> Hits => _hits;

    /// <summary>How many fit.</summary>
    public int Fitting { get; private set; }

    // Names of these alone may have capitals, so that their bytes say nothing.
    private bool HasCapitals => type.Group == "rbac.authorization.k8s.io";

    public void Member(ReadOnlySpan<byte> name, ReadOnlySpan<byte> json)
    {
        if (name.SequenceEqual("columnDefinitions"u8))
        {
            var reader = new Utf8JsonReader(json);
            using var definitions = JsonDocument.ParseValue(ref reader);
            var places = _columns.Place(definitions.RootElement);
            _rows = new RowReader(cluster, places, _columns.Columns, StatusRules.For(type), _pools);
        }
        else if (name.SequenceEqual("items"u8))
        {
            throw new JsonException("A list of objects came where a table was asked for.");
        }
    }

    public void Item(ReadOnlySpan<byte> json)
    {
        if (!HasCapitals && !words.MayFit(json))
        {
            return;
        }

        var row = (_rows ?? throw new JsonException("The table has rows before it has columns.")).Read(json, out _);
        if (words.Fit(row.Name, row.Namespace) is not { } rank)
        {
            return;
        }

        // What a cluster lists twice is one object, and a page cannot show it twice.
        Fitting++;
        if (!_known.Add(row.Key))
        {
            return;
        }

        var hit = new SearchHit(type, row, rank);
        var at = _hits.BinarySearch(hit, SearchHit.BestFirst);
        _hits.Insert(at < 0 ? ~at : at, hit);
        if (_hits.Count > most)
        {
            _known.Remove(_hits[most].Row.Key);
            _hits.RemoveAt(most);
        }
    }
}
