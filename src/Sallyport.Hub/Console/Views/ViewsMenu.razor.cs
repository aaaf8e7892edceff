using Microsoft.AspNetCore.Components;
using Sallyport.Hub.Console.Address;

namespace Sallyport.Hub.Console.Views;

/// <summary>The saved views of the list that is looked at.</summary>
public sealed partial class ViewsMenu
{
    private IReadOnlyList<KeptPlace> _all = [];
    private string _name = "";

    [Inject] private SavedViews Views { get; set; } = null!;

    [Inject] private PageAddress Address { get; set; } = null!;

    /// <summary>The view that is looked at, without what is open in it.</summary>
    private string Current => Address.With(("open", null), ("tab", null));

    private IReadOnlyList<KeptPlace> Here => [.. _all.Where(view => PageOf(view.Href) == Address.Page).OrderBy(view => view.Name, StringComparer.CurrentCultureIgnoreCase)];

    /// <inheritdoc/>
    public void Dispose() => Views.Changed -= OnChanged;

    /// <inheritdoc/>
    protected override void OnInitialized() => Views.Changed += OnChanged;

    private async Task ReadAsync() => _all = await Views.ReadAsync();

    private async Task SaveAsync()
    {
        if (_name.Trim() is { Length: > 0 } name)
        {
            await Views.SaveAsync(new KeptPlace(name, "", Current));
            _name = "";
        }
    }

    private void OnChanged() => _ = InvokeAsync(async () =>
    {
        await ReadAsync();
        StateHasChanged();
    });

    /// <summary>What stands behind the clusters in an address.</summary>
    private static string PageOf(string href) => href.Split('?')[0].Split('/') is [_, "c", _, var page] ? page : "";
}
