using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Sallyport.Hub.Console.Address;
using Sallyport.Hub.Console.Assets;
using Sallyport.Hub.Console.Entrance;
using Sallyport.Hub.Console.Frame;
using Sallyport.Hub.Console.Kubectl;

namespace Sallyport.Hub.Console.Terminal;

/// <summary>A terminal for kubectl's commands. Its lines are edited in the browser and run here, as the signed-in person.</summary>
public sealed partial class TerminalPage
{
    private ElementReference _screen;
    private IReadOnlyList<string>? _clusters;
    private KubectlTerminal? _terminal;
    private IJSObjectReference? _view;
    private DotNetObjectReference<TerminalPage>? _self;
    private CancellationTokenSource? _running;
    private CancellationTokenSource? _completing;
    private bool _left;

    [Inject] private IJSRuntime Browser { get; set; } = null!;

    [Inject] private ConsoleAssets Files { get; set; } = null!;

    [Inject] private ConsoleRoads Roads { get; set; } = null!;

    [Inject] private ClusterNames Names { get; set; } = null!;

    [Inject] private PageAddress Address { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    /// <summary>Runs a line that was typed, to its end; what it prints goes to the browser meanwhile.</summary>
    /// <param name="line">The line.</param>
    /// <returns>The prompt of the next one.</returns>
    [JSInvokable]
    public async Task<string> RunAsync(string line)
    {
        if (_terminal is not { } terminal || _running is not null)
        {
            return Prompt;
        }

        using var running = _running = new CancellationTokenSource();
        var batches = new LineBatches(ShowAsync);
        var showing = batches.ShowAsync();
        try
        {
            _clusters = await NamesAsync();
            // Off the page's own thread, which must hear Ctrl-C while much is printed.
            await Task.Run(() => terminal.RunAsync(line, batches.TakeAsync, running.Token), CancellationToken.None);
        }
        finally
        {
            batches.End();
            await showing;
            _running = null;
        }

        Follow(terminal);
        return Prompt;
    }

    /// <summary>Ctrl-C: ends the line that runs.</summary>
    [JSInvokable]
    public void Interrupt() => _running?.Cancel();

    /// <summary>What may stand where the cursor is; a question before it that has no answer yet is dropped.</summary>
    /// <param name="line">The line.</param>
    /// <param name="cursor">Where the cursor is.</param>
    [JSInvokable]
    public async Task<Completion> CompleteAsync(string line, int cursor)
    {
        if (_completing is { } before)
        {
            await before.CancelAsync();
        }

        using var completing = _completing = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            var found = await _terminal!.CompleteAsync(line, cursor, completing.Token);
            return new Completion(found.Start, [.. found.Candidates], found.More);
        }
        catch (OperationCanceledException)
        {
            return new Completion(cursor, [], false);
        }
        finally
        {
            _completing = null;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _left = true;
        Address.Changed -= OnElsewhere;
        Interrupt();
        try
        {
            if (_view is not null)
            {
                await _view.InvokeVoidAsync("dispose");
                await _view.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and its terminal with it.
        }

        _self?.Dispose();
    }

    /// <inheritdoc />
    protected override void OnInitialized() => Address.Changed += OnElsewhere;

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
        {
            return;
        }

        _clusters = await NamesAsync();
        if (_clusters.Count == 0)
        {
            StateHasChanged();
            return;
        }

        _terminal = new KubectlTerminal(new KubectlPlaces(Roads.To, Roads.Kinds, () => _clusters, Time), _clusters[0]);
        Choose(_terminal);
        _self = DotNetObjectReference.Create(this);
        var module = await Browser.InvokeAsync<IJSObjectReference>("import", Files["kubectl.js"]);
        _view = await module.InvokeAsync<IJSObjectReference>("open", _screen, _self, Files["terminal.js"], Prompt);
        Follow(_terminal);
    }

    private string Prompt => _terminal is { } terminal ? $"{terminal.Cluster}:{terminal.Namespace}$ " : "$ ";

    private async Task<IReadOnlyList<string>> NamesAsync() => [.. (await Names.ReadAsync()).Select(cluster => cluster.Name).Order(StringComparer.Ordinal)];

    private Task ShowAsync(string text) => _left || _view is null ? Task.CompletedTask : _view.InvokeVoidAsync("print", text).AsTask();

    /// <summary>The pickers choose the cluster and the namespace.</summary>
    private void Choose(KubectlTerminal terminal)
    {
        if (Address.Clusters is [var cluster, ..] && _clusters!.Contains(cluster))
        {
            terminal.Cluster = cluster;
        }

        if (Address.Namespaces is [var ns, ..])
        {
            terminal.Namespace = ns;
        }
    }

    /// <summary>The address says what the terminal means, so that the pickers show it and a link opens the same.</summary>
    private void Follow(KubectlTerminal terminal)
    {
        var shown = Address is { Page: "terminal", Clusters: [var cluster], Namespaces: [var ns] } && cluster == terminal.Cluster && ns == terminal.Namespace;
        if (!_left && !shown)
        {
            Address.Go(PageAddress.Write($"/c/{terminal.Cluster}/terminal", [(PageAddress.NamespaceKey, terminal.Namespace)]), replace: true);
        }
    }

    private void OnElsewhere()
    {
        if (_terminal is { } terminal && _view is { } view && Address.Page == "terminal")
        {
            Choose(terminal);
            _ = InvokeAsync(async () => await view.InvokeVoidAsync("prompt", Prompt));
        }
    }

    /// <summary>What may stand where the cursor is.</summary>
    /// <param name="Start">Where that which it replaces begins.</param>
    /// <param name="Candidates">What may stand there.</param>
    /// <param name="More">Whether there are more.</param>
    public sealed record Completion(int Start, string[] Candidates, bool More);
}
