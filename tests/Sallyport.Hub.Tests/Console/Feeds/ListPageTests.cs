using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Feeds.Listing;
using Sallyport.Hub.Console.Feeds.Rows;
using Sallyport.Hub.Tests.Storage;

namespace Sallyport.Hub.Tests.Console.Feeds;

public sealed class ListPageTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    [InlineData(int.MaxValue)]
    public async Task Page_InPiecesOfAnySize_IsTheSameRows(int piece)
    {
        var rows = Enumerable.Range(0, 50).Select(i => PodCollection.Row($"pod-{i:00}", labels: $$"""{"app":"web","text":"ünï \"quoted\" {{i}}"}"""));
        var page = System.Text.Encoding.UTF8.GetBytes(PodCollection.Table(rows, 42, "next", 7));
        using var store = new RowStore(new ManualTime());
        var part = new RowPart("a", null);
        var reader = new TableReader("a", ResourceType.Pods, part, store, new RowPools());
        using var list = new ListPage(reader);

        var metadata = await list.ReadAsync(new Pieces(page, piece), TestContext.Current.CancellationToken);
        reader.Flush();
        store.Show(RowFilter.Parse("label:text=*quoted*"));

        metadata.Should().Be(new ListMetadata("42", "next", 7));
        store.Snapshots.Current.Select(row => row.Name).Should().Equal(Enumerable.Range(0, 50).Select(i => $"pod-{i:00}"));
        store.Snapshots.Current[9].Labels.Find("text").Should().Be("ünï \"quoted\" 9");
        store.Snapshots.Current[9].Created.Should().Be(new DateTimeOffset(2029, 12, 31, 12, 0, 0, TimeSpan.Zero));
    }

    [Theory]
    [InlineData("""{"kind":"Table","rows":null,"metadata":{"resourceVersion":"3"}}""", "3")]
    [InlineData("""{"kind":"Table","columnDefinitions":[],"rows":[],"metadata":{"resourceVersion":"3"}}""", "3")]
    public async Task Page_WithoutRows_IsEmpty(string page, string version)
    {
        using var store = new RowStore(new ManualTime());
        using var list = new ListPage(new TableReader("a", ResourceType.Pods, new RowPart("a", null), store, new RowPools()));

        (await list.ReadAsync(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(page)), TestContext.Current.CancellationToken)).Version.Should().Be(version);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("""{"kind":"Table","columnDefinitions":[""")]
    [InlineData("""{"kind":"Table","rows":[{"cells":[1]}]}""")]
    [InlineData("""{"kind":"PodList","items":[{"metadata":{}}]}""")]
    public async Task Page_ThatIsNoTable_IsRefused(string page)
    {
        using var store = new RowStore(new ManualTime());
        using var list = new ListPage(new TableReader("a", ResourceType.Pods, new RowPart("a", null), store, new RowPools()));

        var read = () => list.ReadAsync(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(page)), TestContext.Current.CancellationToken);

        await read.Should().ThrowAsync<System.Text.Json.JsonException>();
    }

    [Theory]
    [InlineData("Running", "2/2", Health.Ok, "Running")]
    [InlineData("Running", "1/2", Health.Warning, "Running, 1/2 ready")]
    [InlineData("Completed", "0/1", Health.Ok, "Completed")]
    [InlineData("CrashLoopBackOff", "0/1", Health.Failing, "CrashLoopBackOff")]
    [InlineData("ImagePullBackOff", "0/1", Health.Failing, "ImagePullBackOff")]
    [InlineData("ErrImagePull", "0/1", Health.Failing, "ErrImagePull")]
    [InlineData("OOMKilled", "0/1", Health.Failing, "OOMKilled")]
    [InlineData("CreateContainerConfigError", "0/1", Health.Failing, "CreateContainerConfigError")]
    [InlineData("Init:0/2", "0/1", Health.Warning, "Init:0/2")]
    [InlineData("Init:CrashLoopBackOff", "0/1", Health.Failing, "Init:CrashLoopBackOff")]
    [InlineData("Pending", "0/1", Health.Warning, "Pending")]
    [InlineData("Evicted", "0/1", Health.Failing, "Evicted")]
    [InlineData("Unknown", "1/1", Health.Unknown, "Unknown")]
    public void Pod_ByItsCells_FaresSo(string status, string ready, Health health, string words) =>
        PodStatus.Of(status, ready).Should().Be(new RowStatus(health, words));

    private sealed class Pieces(byte[] content, int piece) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(piece, buffer.Length)], cancellationToken);
    }
}
