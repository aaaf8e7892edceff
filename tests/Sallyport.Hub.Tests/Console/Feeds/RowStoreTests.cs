using Sallyport.Hub.Console.Feeds;
using Sallyport.Hub.Console.Feeds.Rows;
using Sallyport.Hub.Tests.Storage;

namespace Sallyport.Hub.Tests.Console.Feeds;

public sealed class RowStoreTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly RowStore _store;
    private readonly RowPart _part = new("a", null);

    public RowStoreTests()
    {
        _store = new RowStore(_time);
        _store.Columns.Place(System.Text.Json.JsonDocument.Parse(
            """[{"name":"Name","format":"name","type":"string"},{"name":"Value","type":"string"},{"name":"Size","type":"string"},{"name":"Age","type":"string"}]""").RootElement);
        _store.Add(_part);
    }

    public void Dispose() => _store.Dispose();

    [Fact]
    public void Changes_OfOneMoment_ArePublishedTogether_AndNoOftenerThanFourTimesASecond()
    {
        Live();
        var first = Table.Version;
        for (var i = 0; i < 100; i++)
        {
            _store.Apply(_part, [Row("a", ["", $"{i}"])], []);
            _time.Advance(TimeSpan.FromMilliseconds(10));
        }

        _time.Advance(PublishTimer.Interval);
        (Table.Version - first).Should().BeInRange(3, 6);
        Table[0][1].Should().Be("99");
    }

    [Fact]
    public void Changed_NamesWhatIsNews_AndNotWhatTheFirstListingBrought()
    {
        Put(("a", "1"), ("b", "1"));
        Table.Changed.Should().BeEmpty();
        Live();

        Put(("a", "1"), ("b", "2"));

        Table.Changed.Should().Equal(Key("b"));
        Put(("c", "1"));
        Table.Changed.Should().Equal(Key("c"));
    }

    [Theory]
    [InlineData(1, "10 9 3/4 1/4", "1/4 3/4 9 10")]
    [InlineData(1, "5d3h 2h 90s 1y", "90s 2h 5d3h 1y")]
    [InlineData(1, "10 (5m ago)|9 (2d ago)|0", "0|9 (2d ago)|10 (5m ago)")]
    [InlineData(1, "web-10 web-9 Web-1", "Web-1 web-9 web-10")]
    [InlineData(1, "10.0.0.10 10.0.0.9 9.9.9.9", "9.9.9.9 10.0.0.9 10.0.0.10")]
    [InlineData(1, "b <none> a", "a b <none>")]
    [InlineData(2, "100Mi 1Gi 5Ki 2M", "5Ki 2M 100Mi 1Gi")]
    [InlineData(2, "5m 2 1500m", "5m 1500m 2")]
    public void Sort_ByAColumn_GoesByValueRatherThanByText(int column, string cells, string sorted)
    {
        var separator = cells.Contains('|', StringComparison.Ordinal) ? '|' : ' ';
        var rows = cells.Split(separator).Select((cell, i) => Row($"r{i}", column == 1 ? ["", cell] : ["", "", cell]));
        _store.Apply(_part, [.. rows], []);

        _store.Sort(new RowSort(column == 1 ? "Value" : "Size"));
        string.Join(separator, Table.Select(row => row[column])).Should().Be(sorted);

        _store.Sort(new RowSort(column == 1 ? "value" : "size", Descending: true));
        Table.Select(row => row[column]).Where(cell => !cell.StartsWith('<')).Should().Equal(sorted.Split(separator).Where(cell => !cell.StartsWith('<')).Reverse());
    }

    [Fact]
    public void Sort_ByAge_PutsTheYoungestFirst()
    {
        _store.Apply(_part, [Row("old", [""], _time.GetUtcNow().AddDays(-9)), Row("young", [""], _time.GetUtcNow().AddSeconds(-9))], []);

        _store.Sort(new RowSort("Age"));

        Table.Select(row => row.Name).Should().Equal("young", "old");
    }

    [Fact]
    public void Filter_ThatSpeaksOfAges_LetsRowsGoAsTheyAge()
    {
        _store.Apply(_part, [Row("a", [""], _time.GetUtcNow())], []);
        _store.Show(RowFilter.Parse("age<1m"));
        Table.Count.Should().Be(1);

        _time.Advance(TimeSpan.FromMinutes(2));

        Table.Count.Should().Be(0);
        Table.Total.Should().Be(1);
    }

    [Fact]
    public void Held_TheOrderStandsStill_CellsChangeInPlace_AndWhatWaitsIsCounted()
    {
        Put(("a", "1"), ("c", "1"), ("d", "1"));
        Live();
        _store.Sort(new RowSort("Value"));
        _store.Hold();

        Put(("b", "0"));
        Put(("a", "9"));
        _store.Apply(_part, [], [Key("d")]);
        _time.Advance(PublishTimer.Interval);

        Table.Select(row => (row.Name, row[1])).Should().Equal(("a", "9"), ("c", "1"), ("d", "1"));
        Table.IsGone(Key("d")).Should().BeTrue();
        Table.Waiting.Should().Be(3, "one came, one went and one would move");

        _store.Release();
        Table.Select(row => (row.Name, row[1])).Should().Equal(("b", "0"), ("c", "1"), ("a", "9"));
        Table.Waiting.Should().Be(0);
    }

    [Fact]
    public void Held_WhatOneMayNoLongerSee_IsGoneAllTheSame()
    {
        Put(("a", "1"));
        _store.Hold();

        _store.Drop(_part);

        Table.Should().BeEmpty();
        Table.Total.Should().Be(0);
    }

    [Fact]
    public void Listing_ThatLacksARow_TakesItAwayAtItsEndAndNotBefore()
    {
        Put(("a", "1"), ("b", "1"));
        _store.Begin(_part);
        Put(("b", "1"));
        Table.Count.Should().Be(2);

        _store.End(_part);
        _time.Advance(PublishTimer.Interval);

        Table.Select(row => row.Name).Should().Equal("b");
    }

    [Fact]
    public void Snapshot_StaysAsItWas()
    {
        Put(("a", "1"), ("b", "1"));
        var before = Table;

        Put(("a", "2"), ("c", "1"));

        before.Select(row => (row.Name, row[1])).Should().Equal(("a", "1"), ("b", "1"));
        Table.Select(row => (row.Name, row[1])).Should().Equal(("a", "2"), ("b", "1"), ("c", "1"));
        Table.IndexOf(Key("c")).Should().Be(2);
    }

    [Fact]
    public void Changes_OneByOne_LeaveWhatSortingAllWouldGive()
    {
        var random = new Random(4);
        _store.Sort(new RowSort("Value", Descending: true));
        _store.Show(RowFilter.Parse("-value:7"));
        for (var i = 0; i < 2000; i++)
        {
            var name = $"r{random.Next(300)}";
            if (random.Next(4) == 0)
            {
                _store.Apply(_part, [], [Key(name)]);
            }
            else
            {
                _store.Apply(_part, [Row(name, ["", $"{random.Next(50)}"])], []);
            }
        }

        _time.Advance(PublishTimer.Interval);
        var kept = Table.Select(row => row.Name).ToArray();
        _store.Sort(new RowSort("Value", Descending: true));
        kept.Should().Equal(Table.Select(row => row.Name)).And.NotBeEmpty();
        Table.Select(row => int.Parse(row[1], null)).Should().BeInDescendingOrder();
    }

    [Fact]
    public void Filters_OneAfterAnotherWhileRowsComeAndGo_KeepTheOrder()
    {
        Live();
        var random = new Random(11);
        _store.Sort(new RowSort("Value", Descending: true));
        foreach (var filter in Enumerable.Range(0, 60).Select(turn => turn % 3 == 0 ? $"value>{random.Next(40)}" : ""))
        {
            for (var i = 0; i < 20; i++)
            {
                var name = $"pod-{random.Next(80)}";
                if (random.Next(4) == 0)
                {
                    _store.Apply(_part, [], [Key(name)]);
                }
                else
                {
                    _store.Apply(_part, [Row(name, ["", $"{random.Next(50)}"])], []);
                }
            }

            _store.Show(RowFilter.Parse(filter));

            var shown = Table.Select(row => (Value: int.Parse(row[1], null), Number: int.Parse(row.Name[4..], null))).ToArray();
            shown.Should().Equal(shown.OrderByDescending(row => row.Value).ThenBy(row => row.Number));
        }

        Table.Count.Should().Be(Table.Total).And.BePositive();
    }

    private RowSnapshot Table => _store.Snapshots.Current;

    private static RowKey Key(string name) => new("a", PodCollection.Uid("shop", name));

    private static Row Row(string name, string[] cells, DateTimeOffset? created = null) => new(Key(name), name, "shop", created, cells);

    private void Live() => _store.Tell(_part, _part.State with { State = FeedState.Live });

    private void Put(params (string Name, string Value)[] rows)
    {
        _store.Apply(_part, [.. rows.Select(row => Row(row.Name, ["", row.Value]))], []);
        _time.Advance(PublishTimer.Interval);
    }
}
