using Sallyport.Hub.Console.Feeds.Rows;

namespace Sallyport.Hub.Tests.Console.Feeds;

public sealed class RowFilterTests
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly Column[] Columns =
    [
        new("Name", ColumnKind.Name, false, ""), new("Restarts", ColumnKind.Number, false, ""), new("Node", ColumnKind.Text, true, ""),
        new("CPU(cores)", ColumnKind.Quantity, false, ""), new("Ready", ColumnKind.Text, false, ""),
    ];

    [Theory]
    [InlineData("", "web-1 web-2 till")]
    [InlineData("web", "web-1 web-2")]
    [InlineData("WEB -n2", "web-1")]
    [InlineData("web -web-2", "web-1")]
    [InlineData("\"out of memory\"", "till")]
    [InlineData("status:failing", "till")]
    [InlineData("status:ok,warning", "web-1 web-2")]
    [InlineData("status:OOMKilled", "")]
    [InlineData("status:\"out of\"", "till")]
    [InlineData("-status:failing", "web-1 web-2")]
    [InlineData("ns:shop", "web-1 web-2")]
    [InlineData("ns:sho", "")]
    [InlineData("ns:sh*", "web-1 web-2")]
    [InlineData("ns:pay,none", "till")]
    [InlineData("namespace:pay", "till")]
    [InlineData("cluster:prod-eu", "web-1 web-2 till")]
    [InlineData("-cluster:prod-*", "")]
    [InlineData("label:app=web", "web-1 web-2")]
    [InlineData("label:app!=web", "till")]
    [InlineData("label:track", "web-2")]
    [InlineData("label:app=web -label:track=canary", "web-1")]
    [InlineData("age<1h", "web-1")]
    [InlineData("age>1h", "web-2 till")]
    [InlineData("age>=5d", "till")]
    [InlineData("age<soon", "web-1 web-2 till")]
    [InlineData("restarts>3", "till")]
    [InlineData("restarts<=3", "web-1 web-2")]
    [InlineData("node:n1", "web-1")]
    [InlineData("cpu>200m", "web-2 till")]
    [InlineData("ready<1", "till")]
    [InlineData("nginx:1.25", "web-1")]
    [InlineData("owner:web-rs", "web-1")]
    [InlineData("name:web-* restarts<1", "web-1")]
    [InlineData("\"", "web-1 web-2 till")]
    [InlineData("-", "web-1 web-2 till")]
    public void Filter_ByWhatWasTyped_ShowsTheRowsThatMatch(string text, string shown)
    {
        var shows = RowFilter.Parse(text).Bind([.. Columns], Now);

        string.Join(' ', Rows.Where(row => shows(row)).Select(row => row.Name)).Should().Be(shown);
    }

    [Fact]
    public void Filter_WithATermThatSaysNothing_SaysHowToWriteIt() =>
        RowFilter.Parse("web age<soon").Problems.Should().Equal("age<soon: say a time such as 90s, 1h or 5d.");

    private static Row[] Rows =>
    [
        Row("web-1", "shop", Now.AddMinutes(-5), new(Health.Ok, "Running"), ["", "0", "n1", "100m", "2/2 nginx:1.25"], ("app", "web")),
        Row("web-2", "shop", Now.AddHours(-5), new(Health.Warning, "Pending"), ["", "3 (5m ago)", "n2", "2", "1/1"], ("app", "web"), ("track", "canary")),
        Row("till", "pay", Now.AddDays(-5), new(Health.Failing, "out of memory"), ["", "10", "n3", "1500m", "0/1"], ("app", "till")),
    ];

    private static Row Row(string name, string ns, DateTimeOffset created, RowStatus status, string[] cells, params (string Key, string Value)[] labels) =>
        new(new RowKey("prod-eu", PodCollection.Uid(ns, name)), name, ns, created, cells)
        {
            Status = status,
            Labels = new RowLabels([.. labels.Select(label => KeyValuePair.Create(label.Key, label.Value))]),
            Owners = name == "web-1" ? [new Owner("apps/v1", "ReplicaSet", "web-rs", "u", true)] : [],
        };
}
