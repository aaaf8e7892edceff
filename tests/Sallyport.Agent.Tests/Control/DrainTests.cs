using Sallyport.Agent.Control;

namespace Sallyport.Agent.Tests.Control;

public sealed class DrainTests
{
    [Fact]
    public async Task Stop_WhileAnAnswerRuns_WaitsForIt()
    {
        using var drain = new Drain();
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = drain.RunAsync(() => answer.Task);

        drain.Stop();
        drain.Drained.IsCancellationRequested.Should().BeFalse();
        answer.SetResult();
        await running;

        drain.Drained.IsCancellationRequested.Should().BeTrue();
    }

    [Fact]
    public async Task Stop_WhenNothingRuns_IsAtOnce()
    {
        using var drain = new Drain();
        await drain.RunAsync(() => Task.CompletedTask);
        drain.Drained.IsCancellationRequested.Should().BeFalse();

        drain.Stop();

        drain.Drained.IsCancellationRequested.Should().BeTrue();
    }
}
