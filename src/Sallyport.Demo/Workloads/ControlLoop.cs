using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Workloads;

/// <summary>One loop for all controllers: sleeps until something changed or something is due.</summary>
internal sealed partial class ControlLoop : IAsyncDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);
    private readonly Channel<StoreChange> _changes = Channel.CreateUnbounded<StoreChange>(
        new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _stop = new();
    private readonly IReadOnlyList<IController> _controllers;
    private readonly Agenda _agenda;
    private readonly TimeProvider _time;
    private readonly ILogger<ControlLoop> _logger;
    private Task _running = Task.CompletedTask;

    public ControlLoop(ObjectStore store, IReadOnlyList<IController> controllers, Agenda agenda, TimeProvider time,
        ILogger<ControlLoop> logger)
    {
        _controllers = controllers;
        _agenda = agenda;
        _time = time;
        _logger = logger;
        store.Changed += change => _changes.Writer.TryWrite(change);
    }

    /// <summary>Works off all that has changed so far, on the caller's thread: what seeding leaves to do.</summary>
    public void Settle()
    {
        HashSet<(IController, ObjectKey)> dirty = [];
        do
        {
            dirty.Clear();
            while (_changes.Reader.TryRead(out StoreChange? change))
            {
                foreach (IController controller in _controllers)
                {
                    foreach (ObjectKey key in controller.Concerned(change))
                    {
                        dirty.Add((controller, key));
                    }
                }
            }

            foreach ((IController controller, ObjectKey key) in dirty)
            {
                Try(controller.GetType().Name, () => controller.Reconcile(key));
            }
        }
        while (dirty.Count > 0);
    }

    public void Start() => _running = Task.Run(RunAsync);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            Task<bool>? changed = null;
            while (!_stop.IsCancellationRequested)
            {
                Settle();
                Try(nameof(Agenda), _agenda.RunDue);
                changed ??= _changes.Reader.WaitToReadAsync(_stop.Token).AsTask();
                TimeSpan wait = (_agenda.Next - _time.GetUtcNow()) ?? Longest;
                if (wait > TimeSpan.Zero && !changed.IsCompleted)
                {
                    await WaitAsync(changed, wait < Longest ? wait : Longest).ConfigureAwait(false);
                }

                changed = changed.IsCompleted ? null : changed;
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed of.
        }
    }

    private async Task WaitAsync(Task changed, TimeSpan wait)
    {
        using CancellationTokenSource enough = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        await Task.WhenAny(changed, Task.Delay(wait, _time, enough.Token)).ConfigureAwait(false);
        await enough.CancelAsync().ConfigureAwait(false);
    }

    private void Try(string what, Action action)
    {
        try
        {
            action();
        }
        catch (Exception problem) when (problem is InvalidOperationException or KeyNotFoundException or FormatException
            or ArgumentException or NullReferenceException)
        {
            LogFault(what, problem);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The demo cluster's {Controller} failed once")]
    private partial void LogFault(string controller, Exception problem);
}
