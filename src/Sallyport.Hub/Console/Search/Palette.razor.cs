using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Sallyport.Hub.Console.Address;
using Sallyport.Hub.Console.Browser;
using Sallyport.Hub.Console.Entrance;
using Sallyport.Hub.Console.Frame;
using Sallyport.Hub.Console.Search.Finding;

namespace Sallyport.Hub.Console.Search;

/// <summary>Leads to whatever is typed: what was opened lately, saved views, pages, kinds, clusters, and objects by their names.</summary>
public sealed partial class Palette
{
    private readonly CancellationTokenSource _over = new();
    private readonly PaletteList _list = new();
    private CancellationTokenSource? _asking;
    private SearchWords _words = SearchWords.Read("");
    private string _typed = "";
    private bool _looking;

    [Inject] private IEnumerable<IPaletteSource> Sources { get; set; } = [];

    [Inject] private PageAddress Address { get; set; } = null!;

    [Inject] private BrowserPage Browser { get; set; } = null!;

    [Inject] private ConsoleNews News { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    /// <inheritdoc/>
    public void Dispose()
    {
        News.PolicyChanged -= OnPolicy;
        _over.Cancel();
        _over.Dispose();
        _asking?.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized() => News.PolicyChanged += OnPolicy;

    private Task OnOpened() => AskAsync();

    private Task OnTyped(string? typed)
    {
        _typed = typed ?? "";
        return AskAsync();
    }

    /// <summary>Whatever looks for something stops.</summary>
    private void OnClosed()
    {
        _asking?.Cancel();
        _list.Begin([]);
        _looking = false;
    }

    /// <summary>What was found may be closed now: nothing of it stays.</summary>
    private void OnPolicy() => _ = InvokeAsync(() =>
    {
        OnClosed();
        _list.Put(0, []);
        StateHasChanged();
    });

    private async Task AskAsync()
    {
        _asking?.Cancel();
        _asking = CancellationTokenSource.CreateLinkedTokenSource(_over.Token);
        var asked = _asking.Token;
        _words = SearchWords.Read(_typed);
        _list.Begin(Sources.Where(source => source.Pause == TimeSpan.Zero).Select(source => source.Order));
        await Task.WhenAll(Sources.Select(source => AskAsync(source, _typed.Trim(), asked)));
        if (!asked.IsCancellationRequested)
        {
            _looking = false;
        }
    }

    private async Task AskAsync(IPaletteSource source, string typed, CancellationToken asked)
    {
        try
        {
            if (source.Pause > TimeSpan.Zero)
            {
                await Task.Delay(source.Pause, Time, asked);
            }

            var answered = false;
            await foreach (var found in source.FindAsync(typed, asked))
            {
                _looking |= source.Pause > TimeSpan.Zero;
                answered = true;
                await TakeAsync(source, found, asked);
            }

            if (!answered)
            {
                await TakeAsync(source, [], asked);
            }
        }
        catch (OperationCanceledException) when (asked.IsCancellationRequested)
        {
            // Something else was typed.
        }
        catch (ApiRefusedException)
        {
            await TakeAsync(source, [], asked);
        }
    }

    private async Task TakeAsync(IPaletteSource source, IReadOnlyList<PaletteItem> found, CancellationToken asked)
    {
        if (asked.IsCancellationRequested)
        {
            return;
        }

        if (_list.Put(source.Order, found) is { } waitedFor)
        {
            await GoAsync(waitedFor);
        }

        StateHasChanged();
    }

    private async Task OnKey(KeyboardEventArgs key)
    {
        switch (key.Key)
        {
            case "ArrowDown":
                _list.Step(1);
                break;
            case "ArrowUp":
                _list.Step(-1);
                break;
            case "Enter" when _list.Enter() is { } item:
                await GoAsync(item);
                break;
        }
    }

    private async Task GoAsync(PaletteItem item)
    {
        OnClosed();
        _typed = "";
        await Browser.ActAsync(item.Act);
        if (item.Href.Length > 0)
        {
            Address.Go(item.Href);
        }
    }
}
