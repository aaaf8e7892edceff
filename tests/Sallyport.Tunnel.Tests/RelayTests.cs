using System.Buffers;
using System.IO.Pipelines;
using Sallyport.Tunnel.Tests.Rig;
using Sallyport.Tunnel.Upgrades;

namespace Sallyport.Tunnel.Tests;

public sealed class RelayTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience.Long)]
    public async Task OneDirectionEnded_WhereTheOtherSideIsTold_LeavesTheOtherOpen()
    {
        var (client, cluster) = (new PipeDuplex(), new PipeDuplex());
        var relay = new DuplexRelay(client, cluster) { Linger = TimeSpan.Zero };
        var running = relay.RunAsync(Stop);

        await client.Sends.CompleteAsync();
        (await cluster.Receives.ReadAsync(Stop)).IsCompleted.Should().BeTrue();
        await cluster.Sends.WriteAsync("output"u8.ToArray(), Stop);
        (await client.Receives.ReadAtLeastAsync(6, Stop)).Buffer.ToArray().Should().Equal("output"u8.ToArray());
        running.IsCompleted.Should().BeFalse();
        await cluster.Sends.CompleteAsync();

        (await running).Should().Be(new RelayEnd(true, false, null));
        (relay.FirstToSecond, relay.SecondToFirst).Should().Be((0, 6));
        client.IsAborted.Should().BeFalse();
    }

    [Fact(Timeout = Patience.Long)]
    public async Task OneDirectionEnded_WhereTheOtherSideCannotBeTold_EndsBothOnceQuiet()
    {
        var (client, cluster) = (new PipeDuplex(canCompleteWrites: false), new PipeDuplex());
        var running = new DuplexRelay(client, cluster) { Linger = TimeSpan.FromMilliseconds(1) }.RunAsync(Stop);

        await cluster.Sends.WriteAsync("bye"u8.ToArray(), Stop);
        await cluster.Sends.CompleteAsync();

        (await running).Failure.Should().BeNull();
        (await client.Receives.ReadAtLeastAsync(3, Stop)).Buffer.ToArray().Should().Equal("bye"u8.ToArray());
    }

    [Fact(Timeout = Patience.Long)]
    public async Task DestinationGone_WhileTheOtherDirectionFlows_LosesNoneOfItsOutput()
    {
        var (client, cluster) = (new PipeDuplex(), new PipeDuplex());
        var running = new DuplexRelay(client, cluster) { Linger = TimeSpan.FromMinutes(10) }.RunAsync(Stop);

        await cluster.Receives.CompleteAsync();
        await client.Sends.WriteAsync("too late"u8.ToArray(), Stop);
        await cluster.Sends.WriteAsync("last words"u8.ToArray(), Stop);
        await cluster.Sends.CompleteAsync();

        (await running).Failure.Should().BeOfType<IOException>();
        (await client.Receives.ReadAtLeastAsync(10, Stop)).Buffer.ToArray().Should().Equal("last words"u8.ToArray());
    }

    [Fact(Timeout = Patience.Long)]
    public async Task SourceBroken_EndsBothAndIsNotTakenForAnEnd()
    {
        var (client, cluster) = (new PipeDuplex(), new PipeDuplex());
        var running = new DuplexRelay(client, cluster).RunAsync(Stop);

        await client.Sends.CompleteAsync(new IOException("reset"));

        var end = await running;
        end.Clean.Should().BeFalse();
        end.Failure!.Message.Should().Be("reset");
        (client.IsAborted, cluster.IsAborted).Should().Be((true, true));
    }

    [Fact(Timeout = Patience.Long)]
    public async Task Cancelled_LeavesTheStreamsToTheCaller()
    {
        var (client, cluster) = (new PipeDuplex(), new PipeDuplex());
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var running = new DuplexRelay(client, cluster).RunAsync(cut.Token);

        await cut.CancelAsync();

        (await running).Should().Be(new RelayEnd(false, true, null));
        (client.IsAborted, cluster.IsAborted).Should().Be((false, false));
    }
}
