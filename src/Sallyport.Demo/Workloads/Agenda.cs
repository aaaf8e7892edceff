namespace Sallyport.Demo.Workloads;

/// <summary>What is to be done later. Used by the control loop's thread alone.</summary>
internal sealed class Agenda(TimeProvider time)
{
    private readonly PriorityQueue<Action, DateTimeOffset> _due = new();

    public DateTimeOffset? Next => _due.TryPeek(out _, out DateTimeOffset when) ? when : null;

    public void In(TimeSpan delay, Action action) => _due.Enqueue(action, time.GetUtcNow() + delay);

    public void RunDue()
    {
        while (_due.TryPeek(out Action? action, out DateTimeOffset when) && when <= time.GetUtcNow())
        {
            _due.Dequeue();
            action();
        }
    }
}
