using Sallyport.Hub.Console.Entrance;

namespace Sallyport.Hub.Console.Administration.Frame;

/// <summary>A list of the API as far as a page shows it, of how many, and whether there is more.</summary>
internal sealed class Paged<T>
{
    private string? _next;

    public IReadOnlyList<T> Items { get; private set; } = [];

    public int Total { get; private set; }

    public bool HasMore => _next is not null;

    /// <summary>Reads the first part anew.</summary>
    public async Task LoadAsync(ConsoleApi api, string path, CancellationToken cancellationToken)
    {
        var page = await api.PageAsync<T>(path, cancellationToken);
        (Items, Total, _next) = (page.Items, page.Total, page.Next);
    }

    /// <summary>Adds the next part.</summary>
    public async Task MoreAsync(ConsoleApi api, CancellationToken cancellationToken)
    {
        var page = await api.PageAsync<T>(_next!, cancellationToken);
        (Items, Total, _next) = ([.. Items, .. page.Items], page.Total, page.Next);
    }
}
