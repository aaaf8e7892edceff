using Sallyport.Hub.Limits;

namespace Sallyport.Hub.Tests.Limits;

public sealed class SeatsTests
{
    [Fact]
    public void Seats_AllTaken_AreRefusedUntilOneIsGivenBack()
    {
        var seats = new Seats<string>(2);
        seats.TryTake("ann").Should().BeTrue();
        seats.TryTake("ann").Should().BeTrue();
        seats.TryTake("ann").Should().BeFalse();
        seats.TryTake("bob").Should().BeTrue("each has their own");

        seats.GiveBack("ann");

        seats.TryTake("ann").Should().BeTrue();
        seats.TryTake("ann").Should().BeFalse();
    }

    [Fact]
    public void Seats_TakenAndGivenBackByMany_AreNeverMoreThanThereAreAndAllComeBack()
    {
        var seats = new Seats<string>(3);
        var (open, most) = (0, 0);

        Parallel.For(0, 20_000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
        {
            if (seats.TryTake("ann"))
            {
                var now = Interlocked.Increment(ref open);
                InterlockedMax(ref most, now);
                Interlocked.Decrement(ref open);
                seats.GiveBack("ann");
            }
        });

        most.Should().BeLessThanOrEqualTo(3);
        Enumerable.Range(0, 4).Count(_ => seats.TryTake("ann")).Should().Be(3);
    }

    private static void InterlockedMax(ref int most, int value)
    {
        var seen = Volatile.Read(ref most);
        while (value > seen)
        {
            seen = Interlocked.CompareExchange(ref most, value, seen) is var before && before == seen ? value : before;
        }
    }
}
