using Microsoft.Extensions.Logging.Abstractions;
using Sallyport.Hub.Audit;
using Sallyport.Hub.Tests.Storage;
using Sallyport.Testing.Catalogue;

namespace Sallyport.Hub.Tests.Audit;

/// <summary>An audit that the store does not take fills no disk: before that, requests are refused.</summary>
public sealed class SpoolPressureTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [CatalogueRow(252)]
    public async Task Spool_FullBecauseTheStoreTakesNothing_RefusesUntilItDoes()
    {
        using var store = await TestStore.SqliteAsync();
        await using var spool = Open(store, mostBytes: 10_000);
        var log = new AuditLog(spool);
        var feeder = new SpoolFeeder(spool, new AuditStore(store.Contexts), TimeProvider.System, NullLogger<SpoolFeeder>.Instance);

        var refused = await FillAsync(log, spool);
        refused.Should().BeTrue();
        spool.Pressure.Warning.Should().Contain("requests are refused");
        log.RecordEnd(AuditSample.End(Guid.NewGuid()));

        await Eventually.TrueAsync(async () =>
        {
            await feeder.FeedAsync(Cancel);
            spool.Pressure.Measure();
            return !spool.Pressure.IsFull;
        });
        await log.RecordDecisionAsync(AuditSample.Decision(Guid.NewGuid()), durable: false, Cancel);
    }

    [Fact]
    public async Task Disk_WithLittleLeft_IsAWarningAndNoMore()
    {
        using var store = await TestStore.SqliteAsync();
        await using var spool = Open(store, lowDiskBytes: long.MaxValue);

        spool.Pressure.Measure();

        spool.Pressure.Warning.Should().Contain("disk has").And.Contain("left");
        await new AuditLog(spool).RecordDecisionAsync(AuditSample.Decision(Guid.NewGuid()), durable: false, Cancel);
    }

    [Fact]
    public async Task Spool_WithRoom_HasNothingToSay()
    {
        using var store = await TestStore.SqliteAsync();
        await using var spool = Open(store);

        spool.Pressure.Measure();

        (spool.Pressure.IsFull, spool.Pressure.Warning).Should().Be((false, null));
    }

    private static async Task<bool> FillAsync(AuditLog log, Spool spool)
    {
        for (var i = 0; i < 1_000; i++)
        {
            try
            {
                await log.RecordDecisionAsync(AuditSample.Decision(Guid.NewGuid()), durable: false, Cancel);
            }
            catch (AuditUnavailableException)
            {
                return true;
            }

            spool.Pressure.Measure();
        }

        return false;
    }

    private static Spool Open(TestStore store, long mostBytes = long.MaxValue, long lowDiskBytes = 0) => new(
        new SpoolOptions { Folder = store.File("spool"), SegmentBytes = 2_000, MostBytes = mostBytes, LowDiskBytes = lowDiskBytes },
        TimeProvider.System, NullLogger<Spool>.Instance);
}
