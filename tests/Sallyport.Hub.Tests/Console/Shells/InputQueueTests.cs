using System.Text;
using Sallyport.Hub.Console.Feeds;
using Sallyport.Hub.Console.Shells;

namespace Sallyport.Hub.Tests.Console.Shells;

/// <summary>What a page sends to a container that takes nothing is bounded, whatever it is.</summary>
public sealed class InputQueueTests
{
    [Fact]
    public async Task Sizes_ThatWait_AreOneTheLast()
    {
        var input = new InputQueue(1024, new Signal());
        input.TryType(0, "a"u8).Should().BeTrue();
        for (ushort columns = 1; columns <= 1000; columns++)
        {
            input.Tell(new ShellSize(columns, 24));
        }

        input.TryType(1, "b"u8).Should().BeTrue();

        using var enough = new CancellationTokenSource();
        var sent = new List<string>();
        await input.SendAsync(
            (message, _) =>
            {
                sent.Add(Encoding.ASCII.GetString(message[1..]));
                if (sent.Count == 3)
                {
                    enough.Cancel();
                }

                return Task.CompletedTask;
            },
            enough.Token).ContinueWith(_ => { }, TaskScheduler.Default);

        sent.Should().Equal("a", """{"Width":1000,"Height":24}""", "b");
    }

    [Fact]
    public void Text_BeyondTheWindow_IsNotTaken()
    {
        var input = new InputQueue(4, new Signal());

        input.TryType(0, "abcd"u8).Should().BeTrue();

        input.TryType(4, "e"u8).Should().BeFalse();
    }
}
