using Sallyport.Hub.Limits;
using Sallyport.Hub.Tests.Storage;

namespace Sallyport.Hub.Tests.Limits;

public sealed class BucketsTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void Permits_AfterAQuietWhile_AreTheBurstAndThenTheRate()
    {
        var buckets = new Buckets<string>(new Rate(10, 5), _time);

        Enumerable.Range(0, 5).Count(_ => buckets.Take("ann") is null).Should().Be(5);
        buckets.Wait("ann").Should().Be(TimeSpan.FromMilliseconds(100));
        buckets.Take("ann").Should().Be(TimeSpan.FromMilliseconds(100));

        _time.Advance(TimeSpan.FromMilliseconds(100));
        buckets.Take("ann").Should().BeNull();
        buckets.Take("ann").Should().NotBeNull();
        _time.Advance(TimeSpan.FromHours(1));
        Enumerable.Range(0, 6).Count(_ => buckets.Take("ann") is null).Should().Be(5);
    }

    [Fact]
    public void Permits_OfOneKey_AreNobodyElses()
    {
        var buckets = new Buckets<string>(new Rate(1, 1), _time);
        buckets.Take("ann");
        buckets.Take("ann").Should().NotBeNull();

        buckets.Wait("bob").Should().BeNull();
        buckets.Take("bob").Should().BeNull();
    }

    [Fact]
    public void Permits_TakenByManyAtOnce_AreNeverMoreThanThereAre()
    {
        var buckets = new Buckets<string>(new Rate(1, 1_000), _time);

        var taken = 0;
        Parallel.For(0, 5_000, _ =>
        {
            if (buckets.Take("ann") is null)
            {
                Interlocked.Increment(ref taken);
            }
        });

        taken.Should().Be(1_000);
    }

    [Fact]
    public void Keys_MoreThanAreKept_ShareOneBucket()
    {
        var buckets = new Buckets<int>(new Rate(1, 1), _time);
        for (var key = 0; key < 100_000; key++)
        {
            buckets.Take(key);
        }

        buckets.Take(100_001).Should().BeNull();
        buckets.Take(100_002).Should().NotBeNull("it shares with the one before");

        _time.Advance(TimeSpan.FromSeconds(20));
        buckets.Take(100_003).Should().BeNull();
        buckets.Take(100_004).Should().BeNull("those that are full again were forgotten");
    }

    [Fact]
    public void Permits_WithoutARate_NeverEnd()
    {
        var buckets = new Buckets<string>(null, _time);

        Enumerable.Range(0, 10_000).Should().OnlyContain(_ => buckets.Take("ann") == null && buckets.Wait("ann") == null);
    }
}
