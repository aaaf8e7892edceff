using Microsoft.JSInterop;
using Sallyport.Hub.Console.Assets;

namespace Sallyport.Hub.Console.Browser;

/// <summary>What the visitor's browser keeps for this console, and does for it. What it gives back anybody may have written there.</summary>
internal sealed class BrowserPage(IJSRuntime js, ConsoleAssets files) : IAsyncDisposable
{
    private Task<IJSObjectReference>? _script;

    /// <summary>What is kept under a name; empty for nothing.</summary>
    public async Task<string> ReadAsync(string name) => await (await Script).InvokeAsync<string>("recall", name);

    /// <summary>Keeps something in this browser.</summary>
    public async Task WriteAsync(string name, string text) => await (await Script).InvokeVoidAsync("keep", name, text);

    /// <summary>Does one of the things that need no answer of the hub's, such as turning from light to dark.</summary>
    public async Task ActAsync(string act) => await (await Script).InvokeVoidAsync("act", act);

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_script is { IsCompletedSuccessfully: true } loaded)
            {
                await (await loaded).DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and with it what was loaded there.
        }
    }

    // The script that every page has: it is there already, and comes once.
    private Task<IJSObjectReference> Script => _script ??= js.InvokeAsync<IJSObjectReference>("import", files["console.js"]).AsTask();
}
