using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Feeds.Listing;
using Sallyport.Hub.Console.Feeds.Rows;

namespace Sallyport.Benchmarks;

/// <summary>The console's table of 30,000 pods: reading the list, one change, another filter, another order.</summary>
[MemoryDiagnoser]
public class RowBenchmarks
{
    private const int Pods = 30_000;
    private const int PageSize = 500;

    private readonly RowPart _part = new("prod", null);
    private byte[][] _pages = [];
    private RowStore _store = null!;
    private Row[] _changed = [];
    private int _turn;

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        _pages = [.. Enumerable.Range(0, Pods / PageSize).Select(page => Encoding.UTF8.GetBytes(Page(page)))];
        var before = GC.GetTotalMemory(forceFullCollection: true);
        _store = await ListAsync();
        _store.Release();
        var rows = _store.Snapshots.Current;
        System.Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"// {_pages.Sum(page => (long)page.Length) / Pods} bytes a pod on the wire, {(GC.GetTotalMemory(forceFullCollection: true) - before) / rows.Count} bytes a row in memory"));
        _changed = [Again(rows[Pods / 2], "CrashLoopBackOff"), Again(rows[Pods / 2], "Running")];
    }

    [Benchmark(Description = "list 30,000 in pages of 500")]
    public async Task<int> List()
    {
        using var store = await ListAsync();
        store.Release();
        return store.Snapshots.Current.Count;
    }

    [Benchmark(Description = "one pod changes, and a snapshot")]
    public RowSnapshot Change()
    {
        _store.Apply(_part, [_changed[_turn++ % 2]], []);
        _store.Release();
        return _store.Snapshots.Current;
    }

    [Benchmark(Description = "filter anew")]
    public int Filter()
    {
        _store.Show(RowFilter.Parse($"ns:team-{_turn++ % 20} status:ok restarts<3 -name:job"));
        return _store.Snapshots.Current.Count;
    }

    [Benchmark(Description = "filter anew, and show all again")]
    public int FilterAndShowAll()
    {
        _store.Show(RowFilter.Parse($"ns:team-{_turn++ % 20} status:ok restarts<3 -name:job"));
        _store.Show(RowFilter.All);
        return _store.Snapshots.Current.Count;
    }

    [Benchmark(Description = "sort anew by a number")]
    public Row SortByNumber()
    {
        _store.Sort(new RowSort("Restarts", Descending: _turn++ % 2 == 0));
        return _store.Snapshots.Current[0];
    }

    [Benchmark(Description = "sort anew by a text")]
    public Row SortByText()
    {
        _store.Sort(new RowSort("Node", Descending: _turn++ % 2 == 0));
        return _store.Snapshots.Current[0];
    }

    private async Task<RowStore> ListAsync()
    {
        var store = new RowStore(TimeProvider.System);
        var reader = new TableReader("prod", ResourceType.Pods, _part, store, new RowPools());
        foreach (var page in _pages)
        {
            using var list = new ListPage(reader);
            await list.ReadAsync(new MemoryStream(page), CancellationToken.None);
            reader.Flush();
        }

        return store;
    }

    private static Row Again(Row row, string status) => new(row.Key, row.Name, row.Namespace, row.Created, ["", "1/1", status, "0", "", "10.0.0.1", "node-1"])
    {
        Labels = row.Labels,
        Owners = row.Owners,
        Status = PodStatus.Of(status, "1/1"),
    };

    private static string Page(int page)
    {
        var rows = Enumerable.Range(page * PageSize, PageSize).Select(i => $$$"""
            {"cells":["web-{{{i / 30}}}-6d5f8c7b9-{{{i:x5}}}","1/1","{{{(i % 50 == 0 ? "CrashLoopBackOff" : "Running")}}}","{{{i % 7}}}","5d","10.{{{i >> 16}}}.{{{(i >> 8) & 255}}}.{{{i & 255}}}","node-{{{i % 300}}}","<none>","<none>"],
            "object":{"kind":"PartialObjectMetadata","apiVersion":"meta.k8s.io/v1","metadata":{"name":"web-{{{i / 30}}}-6d5f8c7b9-{{{i:x5}}}","generateName":"web-{{{i / 30}}}-6d5f8c7b9-","namespace":"team-{{{i % 20}}}","uid":"{{{new Guid(i, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)}}}","resourceVersion":"{{{i + 1000}}}","creationTimestamp":"2029-12-{{{(i % 28) + 1:00}}}T12:00:00Z","labels":{"app":"web-{{{i / 30}}}","pod-template-hash":"6d5f8c7b9"},"annotations":{"checksum/config":"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"},"ownerReferences":[{"apiVersion":"apps/v1","kind":"ReplicaSet","name":"web-{{{i / 30}}}-6d5f8c7b9","uid":"{{{new Guid(i / 30, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9)}}}","controller":true,"blockOwnerDeletion":true}],"managedFields":[{"manager":"kube-controller-manager","operation":"Update","apiVersion":"v1","time":"2029-12-01T12:00:00Z","fieldsType":"FieldsV1","fieldsV1":{"f:metadata":{"f:labels":{".":{},"f:app":{},"f:pod-template-hash":{} } },"f:spec":{"f:containers":{"k:{\"name\":\"web\"}":{".":{},"f:image":{},"f:imagePullPolicy":{},"f:name":{},"f:resources":{},"f:terminationMessagePath":{} } } } } } ] } } }
            """);
        return $$$"""
            {"kind":"Table","apiVersion":"meta.k8s.io/v1","metadata":{"resourceVersion":"99999","continue":"more"},"columnDefinitions":[{"name":"Name","type":"string","format":"name"},{"name":"Ready","type":"string"},{"name":"Status","type":"string"},{"name":"Restarts","type":"string"},{"name":"Age","type":"string"},{"name":"IP","type":"string","priority":1},{"name":"Node","type":"string","priority":1},{"name":"Nominated Node","type":"string","priority":1},{"name":"Readiness Gates","type":"string","priority":1}],"rows":[{{{string.Join(',', rows)}}}]}
            """;
    }
}
