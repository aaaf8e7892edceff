using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Sallyport.Hub.Audit;
using Sallyport.Hub.Storage;
using Sallyport.Hub.Tests.Storage;
using Sallyport.Testing.Catalogue;

namespace Sallyport.Hub.Tests.Audit;

public sealed class AuditRetentionTests
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [CatalogueRow(251)]
    public async Task Events_OlderThanTheyAreKept_AreDeletedAndThatIsWrittenDown()
    {
        var time = new ManualTime();
        using var store = await TestStore.SqliteAsync();
        await using var spool = Open(store);
        await AddAsync(store, time.GetUtcNow() - Kept - TimeSpan.FromMinutes(1), 4_500);
        await AddAsync(store, time.GetUtcNow() - Kept + TimeSpan.FromMinutes(1), 3);
        var retention = Retention(store, spool, time);

        (await retention.DeleteAsync(Cancel)).Should().Be(4_500);
        (await retention.DeleteAsync(Cancel)).Should().Be(0, "nothing is too old any more, and nothing is written down for it");

        await using var database = store.Contexts.CreateDbContext();
        (await database.AuditEvents.CountAsync(Cancel)).Should().Be(3);
        await Eventually.TrueAsync(() => Lines(store).Count == 2);
        Lines(store)[0].Should().Contain("kept for 30 days").And.Contain("\"allowed\":true");
        Lines(store)[1].Should().Contain("4500 audit events were deleted");
    }

    [Fact]
    [CatalogueRow(252)]
    public async Task Events_WhenTheAuditCannotBeWritten_AreNotDeleted()
    {
        var time = new ManualTime();
        using var store = await TestStore.SqliteAsync();
        var spool = Open(store);
        await AddAsync(store, time.GetUtcNow() - Kept - Kept, 5);
        await spool.DisposeAsync();

        var delete = () => Retention(store, spool, time).DeleteAsync(Cancel);

        await delete.Should().ThrowAsync<AuditUnavailableException>();
        await using var database = store.Contexts.CreateDbContext();
        (await database.AuditEvents.CountAsync(Cancel)).Should().Be(5);
    }

    private static AuditRetention Retention(TestStore store, Spool spool, TimeProvider time) =>
        new(new AuditOptions { Retention = Kept }, store.Contexts, new AuditLog(spool), time, NullLogger<AuditRetention>.Instance);

    private static Spool Open(TestStore store) =>
        new(new SpoolOptions { Folder = store.File("spool") }, TimeProvider.System, NullLogger<Spool>.Instance);

    private static async Task AddAsync(TestStore store, DateTimeOffset at, int count) =>
        await new AuditStore(store.Contexts).AddAsync(
            [.. Enumerable.Range(0, count).Select(_ => new AuditEventRow { EventId = Guid.NewGuid(), Time = at, Json = "{}" })], Cancel);

    private static List<string> Lines(TestStore store) =>
        [.. SpoolSegment.In(store.File("spool")).SelectMany(segment =>
        {
            using var file = new FileStream(segment.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            return new StreamReader(file).ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        })];
}
