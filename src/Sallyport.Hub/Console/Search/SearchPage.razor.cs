using System.Globalization;
using Microsoft.AspNetCore.Components;
using Sallyport.Hub.Console.Address;
using Sallyport.Hub.Console.Entrance;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Feeds.Objects;
using Sallyport.Hub.Console.Frame;
using Sallyport.Hub.Console.Objects;
using Sallyport.Hub.Console.Resources;
using Sallyport.Hub.Console.Search.Finding;

namespace Sallyport.Hub.Console.Search;

/// <summary>One search through all kinds and clusters. Its question is the address', so that a link asks it anew, as whoever follows it.</summary>
public sealed partial class SearchPage
{
    private const string WordsKey = "q";
    private const string KindKey = "kind";
    private const string MoreKey = "more";
    private const string OpenKey = "open";
    private const string SecretsToo = "secrets";
    private const string OthersToo = "others";
    private const int Calls = 1_000;
    private const int MostOfMany = 10;
    private const int MostOfOne = 500;
    private static readonly TimeSpan Typing = TimeSpan.FromMilliseconds(300);

    private readonly CancellationTokenSource _over = new();
    private CancellationTokenSource? _typing;
    private CancellationTokenSource? _looking;
    private SearchScope _scope = new([], 0);
    private SearchWords _words = SearchWords.Read("");
    private SearchSnapshot _found = SearchSnapshot.None;
    private ObjectPlace? _opened;
    private ElementReference _input;
    private string _asked = "";
    private string _typed = "";
    private string _problem = "";

    /// <summary>The clusters, with commas between them, or <c>_</c> for all.</summary>
    [Parameter]
    public string Clusters { get; set; } = PageAddress.All;

    [Inject] private ObjectSearch Search { get; set; } = null!;

    [Inject] private ClusterNames Names { get; set; } = null!;

    [Inject] private KindFinder Finder { get; set; } = null!;

    [Inject] private PageAddress Address { get; set; } = null!;

    [Inject] private ConsoleNews News { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    private IReadOnlyList<(ResourceType Type, int Count)> Kinds =>
        [.. _found.Hits.GroupBy(hit => hit.Type.FullName).Select(group => (group.First().Type, group.Count())).OrderByDescending(kind => kind.Item2)];

    private IReadOnlyList<(string Cluster, int Count)> FoundIn =>
        [.. _found.Hits.GroupBy(hit => hit.Row.Cluster).Select(group => (group.Key, group.Count())).OrderBy(cluster => cluster.Key, StringComparer.Ordinal)];

    private string Said => !_words.IsEnough ? ""
        : !_found.IsOver ? T["{0} found, {1} of {2} lists looked through", Number(_found.Hits.Length), _found.Read, _found.Planned]
        : T["{0} found in {1} clusters", Number(_found.Hits.Length), _scope.Clusters.Count(cluster => cluster.IsThere)];

    /// <inheritdoc/>
    public void Dispose()
    {
        Address.Changed -= OnAddress;
        News.PolicyChanged -= OnPolicy;
        _over.Cancel();
        _over.Dispose();
        _typing?.Dispose();
        _looking?.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        Address.Changed += OnAddress;
        News.PolicyChanged += OnPolicy;
        _typed = Address[WordsKey];
        await AskAsync();
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && _typed.Length == 0)
        {
            await _input.FocusAsync();
        }
    }

    /// <summary>Asks what the address says, unless that is being answered.</summary>
    private async Task AskAsync()
    {
        await ReadOpenedAsync();
        var asked = string.Join('\n', Address.Path, Address[WordsKey], Address[KindKey], Address[MoreKey], Address[PageAddress.NamespaceKey]);
        if (asked == _asked)
        {
            return;
        }

        _asked = asked;
        _words = SearchWords.Read(Address[WordsKey]);
        _looking?.Cancel();
        _looking = CancellationTokenSource.CreateLinkedTokenSource(_over.Token);
        await LookAsync(_looking.Token);
    }

    private async Task LookAsync(CancellationToken looking)
    {
        try
        {
            _problem = "";
            _found = new SearchSnapshot(_words);
            if (!_words.IsEnough)
            {
                return;
            }

            var scope = await ReadScopeAsync(looking);
            looking.ThrowIfCancellationRequested();
            _scope = scope;
            await foreach (var found in Search.FindAsync(scope, _words, looking))
            {
                if (looking.IsCancellationRequested)
                {
                    return;
                }

                _found = found;
                StateHasChanged();
            }
        }
        catch (ApiRefusedException refused)
        {
            _problem = refused.Message;
        }
        catch (OperationCanceledException) when (looking.IsCancellationRequested)
        {
            // Something else is looked for by now.
        }
    }

    private async Task<SearchScope> ReadScopeAsync(CancellationToken cancellationToken)
    {
        var known = await Names.ReadAsync(cancellationToken);
        var more = Address[MoreKey].Split(',');
        return new SearchScope(
            [
                .. Address.Clusters.Count == 0
                    ? known.Where(cluster => cluster.State != "never-joined").Select(cluster => new SearchCluster(cluster.Name, cluster.State == "online"))
                    : Address.Clusters.Select(name => new SearchCluster(name, known.Any(cluster => cluster.Name == name && cluster.State == "online"))),
            ],
            Calls)
        {
            Namespaces = [.. Address.Namespaces],
            Kinds = [.. Address[KindKey].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
            Secrets = more.Contains(SecretsToo),
            Others = more.Contains(OthersToo),
        };
    }

    /// <summary>The object whose panel is open, as the address has it: cluster, kind, namespace or a dash, name.</summary>
    private async Task ReadOpenedAsync()
    {
        if (Address[OpenKey].Split('/') is not [var cluster, var kind, var ns, { Length: > 0 } name])
        {
            _opened = null;
        }
        else if (_opened is null || PanelKey(_opened.Cluster, _opened.Type.FullName, _opened.Namespace ?? "", _opened.Name) != Address[OpenKey])
        {
            var type = SearchKinds.Usual.FirstOrDefault(type => type.FullName == kind) ?? (await Finder.FindAsync([cluster], kind, _over.Token)).Type;
            _opened = type is null ? null : new ObjectPlace(cluster, type, ns == ObjectAddress.NoNamespace ? null : ns, name);
        }
    }

    private void OnAddress() => _ = InvokeAsync(async () =>
    {
        if (_over.IsCancellationRequested || Address.Page != PageAddress.Search)
        {
            return;
        }

        if (SearchWords.Read(_typed).Text != SearchWords.Read(Address[WordsKey]).Text)
        {
            _typed = Address[WordsKey];
        }

        await AskAsync();
        StateHasChanged();
    });

    private void OnPolicy() => _ = InvokeAsync(LookAgain);

    /// <summary>Looks everywhere anew: access may have changed, or what is there.</summary>
    private async Task LookAgain()
    {
        if (!_over.IsCancellationRequested)
        {
            Search.Forget();
            _asked = "";
            await AskAsync();
            StateHasChanged();
        }
    }

    private async Task OnTyped(string? typed)
    {
        _typed = typed ?? "";
        _typing?.Cancel();
        _typing = CancellationTokenSource.CreateLinkedTokenSource(_over.Token);
        var waiting = _typing.Token;
        await Task.Delay(Typing, Time, waiting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (!waiting.IsCancellationRequested)
        {
            Address.Go(Address.With((WordsKey, _typed), (OpenKey, null)), replace: true);
        }
    }

    private string Turned(string more) =>
        Address.With((MoreKey, string.Join(',', Address[MoreKey].Split(',', StringSplitOptions.RemoveEmptyEntries) is var now && now.Contains(more) ? now.Where(one => one != more) : [.. now, more])));

    private string PanelOf(SearchHit hit) => Address.With((OpenKey, PanelKey(hit.Row.Cluster, hit.Type.FullName, hit.Row.Namespace, hit.Row.Name)), ("tab", null));

    private static string PanelKey(string cluster, string kind, string ns, string name) => $"{cluster}/{kind}/{(ns.Length == 0 ? ObjectAddress.NoNamespace : ns)}/{name}";

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
