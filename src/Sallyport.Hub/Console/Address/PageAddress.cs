using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.WebUtilities;

namespace Sallyport.Hub.Console.Address;

/// <summary>
/// Where the visitor is. The address holds all of it — clusters, namespaces, filter, order, columns, what is open — so
/// that Back works and a link shows a colleague the same view.
/// </summary>
/// <remarks><c>/c/CLUSTERS/PAGE?ns=...</c>, where CLUSTERS is names with commas between them, or <see cref="All"/>.</remarks>
internal sealed class PageAddress : IDisposable
{
    /// <summary>Stands for every cluster the visitor has; no cluster has such a name.</summary>
    public const string All = "_";

    /// <summary>The query's name of the chosen namespaces.</summary>
    public const string NamespaceKey = "ns";

    /// <summary>The page that looks through all kinds; without clusters before it, through all of them.</summary>
    public const string Search = "search";

    private readonly NavigationManager _navigation;
    private string _lastScope = All;
    private Dictionary<string, string> _query = new(StringComparer.Ordinal);

    public PageAddress(NavigationManager navigation)
    {
        _navigation = navigation;
        _navigation.LocationChanged += OnLocationChanged;
        Read();
    }

    /// <summary>The visitor is elsewhere now.</summary>
    public event Action? Changed;

    /// <summary>The path, such as <c>/c/demo/pods</c>.</summary>
    public string Path { get; private set; } = "/";

    /// <summary>The clusters chosen; empty for all.</summary>
    public IReadOnlyList<string> Clusters { get; private set; } = [];

    /// <summary>The namespaces chosen; empty for all.</summary>
    public IReadOnlyList<string> Namespaces { get; private set; } = [];

    /// <summary>What is looked at in the clusters; empty on pages of no cluster.</summary>
    public string Page { get; private set; } = "";

    /// <summary>A value of the query; empty when it is not there.</summary>
    public string this[string name] => _query.GetValueOrDefault(name, "");

    /// <summary>A page of the same clusters and namespaces.</summary>
    public string InScope(string page) => Write($"/c/{_lastScope}/{page}", Namespaces.Count == 0 ? [] : [(NamespaceKey, string.Join(',', Namespaces))]);

    /// <summary>This page of other clusters; of the pods there where this page is of none.</summary>
    public string OfClusters(IEnumerable<string> clusters)
    {
        var scope = string.Join(',', clusters);
        return Write($"/c/{(scope.Length == 0 ? All : scope)}/{(Page.Length == 0 ? "pods" : Page)}", _query.Where(pair => pair.Key is not "open").Select(pair => (pair.Key, (string?)pair.Value)));
    }

    /// <summary>This page with values of its query changed; an empty one is taken out.</summary>
    public string With(params (string Name, string? Value)[] changes)
    {
        var query = new Dictionary<string, string>(_query, StringComparer.Ordinal);
        foreach (var (name, value) in changes)
        {
            query[name] = value ?? "";
        }

        return Write(Path, query.Select(pair => (pair.Key, (string?)pair.Value)));
    }

    /// <summary>Goes there.</summary>
    /// <param name="address">An address of this console.</param>
    /// <param name="replace">Whether Back skips where the visitor is now: for what is typed letter by letter.</param>
    public void Go(string address, bool replace = false) => _navigation.NavigateTo(address, new NavigationOptions { ReplaceHistoryEntry = replace });

    public void Dispose() => _navigation.LocationChanged -= OnLocationChanged;

    /// <summary>Writes an address; values are escaped, but for what is as readable as it is harmless.</summary>
    public static string Write(string path, IEnumerable<(string Name, string? Value)> query)
    {
        var pairs = query.Where(pair => !string.IsNullOrEmpty(pair.Value))
            .Select(pair => pair.Name + "=" + Uri.EscapeDataString(pair.Value!).Replace("%2C", ",", StringComparison.Ordinal).Replace("%3A", ":", StringComparison.Ordinal).Replace("%2F", "/", StringComparison.Ordinal));
        var text = string.Join('&', pairs);
        return text.Length == 0 ? path : path + "?" + text;
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e)
    {
        Read();
        Changed?.Invoke();
    }

    private void Read()
    {
        var uri = _navigation.ToAbsoluteUri(_navigation.Uri);
        Path = uri.AbsolutePath;
        _query = QueryHelpers.ParseQuery(uri.Query).ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);
        Namespaces = List(this[NamespaceKey]);
        var parts = Path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString).ToArray();
        var inClusters = parts is ["c", _, ..];
        Page = inClusters && parts.Length > 2 ? parts[2] : parts is [Search] ? Search : "";
        Clusters = inClusters && parts[1] != All ? List(parts[1]) : [];
        if (inClusters)
        {
            _lastScope = parts[1];
        }
    }

    private static string[] List(string text) =>
        text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).ToArray();
}
