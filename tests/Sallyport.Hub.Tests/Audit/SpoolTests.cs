using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Sallyport.Hub.Audit;
using Sallyport.Hub.Tests.Storage;

namespace Sallyport.Hub.Tests.Audit;

public sealed class SpoolTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task RecordDecision_Completed_IsInTheFile(bool durable)
    {
        await using var spool = Open();
        var id = Guid.NewGuid();

        await new AuditLog(spool).RecordDecisionAsync(AuditSample.Decision(id), durable, Cancel);

        Lines().Should().ContainSingle().Which.Should().Contain(id.ToString());
    }

    [Theory]
    [InlineData("/api\n{\"event\":\"end\"}")]
    [InlineData("/\"},{\"allowed\":true")]
    [InlineData("/\u2028\u001b[2J\0")]
    [CatalogueRow(254)]
    public async Task RecordDecision_HostileTarget_IsOneLineOfAscii(string target)
    {
        await using var spool = Open();

        await new AuditLog(spool).RecordDecisionAsync(AuditSample.Decision(Guid.NewGuid(), target: target), false, Cancel);

        var line = Lines().Should().ContainSingle().Which;
        line.Should().MatchRegex(@"^[\x20-\x7e]+$");
        JsonDocument.Parse(line).RootElement.GetProperty("event").GetString().Should().Be("decision");
    }

    [Fact]
    public async Task RecordDecision_ManyAtOnce_AllAreInTheFilesOnce()
    {
        await using var spool = Open(segmentBytes: 10_000);
        var log = new AuditLog(spool);
        var ids = Enumerable.Range(0, 400).Select(_ => Guid.NewGuid()).ToArray();

        await Parallel.ForEachAsync(ids, Cancel, async (id, cancel) =>
        {
            await log.RecordDecisionAsync(AuditSample.Decision(id), id.GetHashCode() % 7 == 0, cancel);
            log.RecordEnd(AuditSample.End(id));
        });
        await Eventually.TrueAsync(() => Lines().Count == 2 * ids.Length);

        Lines().Select(line => JsonDocument.Parse(line).RootElement.GetProperty("id").GetGuid())
            .Should().BeEquivalentTo(ids.Concat(ids));
        SpoolSegment.In(_folder.Path).Should().HaveCountGreaterThan(5);
    }

    [Fact]
    public async Task Open_SecondHubOnTheSameFolder_IsRefused()
    {
        await using var spool = Open();

        var second = () => Open();

        second.Should().Throw<AuditUnavailableException>().WithMessage("*in use by another hub*");
    }

    [Fact]
    [CatalogueRow(252)]
    public async Task RecordDecision_FolderGone_IsRefusedAndHealsWithNothingLost()
    {
        await using var spool = Open(segmentBytes: 1);
        var log = new AuditLog(spool);
        var before = Guid.NewGuid();
        await log.RecordDecisionAsync(AuditSample.Decision(before), false, Cancel);
        Directory.Move(_folder.Path, _folder.Path + "-gone");

        var refused = async () => await log.RecordDecisionAsync(AuditSample.Decision(Guid.NewGuid()), false, Cancel);
        await refused.Should().ThrowAsync<AuditUnavailableException>();
        log.RecordEnd(AuditSample.End(before));
        await refused.Should().ThrowAsync<AuditUnavailableException>();

        Directory.Move(_folder.Path + "-gone", _folder.Path);
        await Eventually.TrueAsync(() => Lines().Count == 2);
        Lines().Should().OnlyContain(line => line.Contains(before.ToString()));
    }

    [Fact]
    public async Task Dispose_EndsStillOnTheirWay_WritesThemFirst()
    {
        var spool = Open();
        var log = new AuditLog(spool);
        foreach (var _ in Enumerable.Range(0, 500))
        {
            log.RecordEnd(AuditSample.End(Guid.NewGuid()));
        }

        await spool.DisposeAsync();

        Lines().Should().HaveCount(500);
    }

    private Spool Open(long segmentBytes = 1_000_000) => new(
        new SpoolOptions { Folder = _folder.Path, SegmentBytes = segmentBytes }, TimeProvider.System, NullLogger<Spool>.Instance);

    private List<string> Lines() =>
        [.. SpoolSegment.In(_folder.Path).SelectMany(segment =>
        {
            using var file = new FileStream(segment.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            return new StreamReader(file).ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        })];
}
