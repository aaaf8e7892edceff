using Microsoft.AspNetCore.Components;
using Sallyport.Hub.Console.Address;
using Sallyport.Hub.Console.Entrance;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Objects;
using Sallyport.Hub.Console.Frame;

namespace Sallyport.Hub.Console.Actions;

/// <summary>What can be done with one object, what of it is locked and why, and the question before it is done.</summary>
public sealed partial class ActionBar : IDisposable
{
    private const int MostReplicas = 10000;

    private readonly CancellationTokenSource _over = new();
    private IReadOnlyDictionary<RightsQuestion, Permission>? _rights;
    private ClusterAction? _open;
    private IReadOnlyList<Revision>? _revisions;
    private ElementReference _question;
    private string _said = "";
    private string _refused = "";
    private DebugAsk _debug = new();
    private int _replicas;
    private long _revision;
    private bool _busy;
    private bool _focus;

    /// <summary>Which object.</summary>
    [Parameter, EditorRequired]
    public ObjectPlace Place { get; set; } = null!;

    /// <summary>The object as it is now.</summary>
    [Parameter, EditorRequired]
    public ObjectSnapshot Snapshot { get; set; } = null!;

    [Inject] private ConsoleRoads Roads { get; set; } = null!;

    [Inject] private ActionRights Rights { get; set; } = null!;

    [Inject] private ConsoleNews News { get; set; } = null!;

    [Inject] private PageAddress Address { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    // Until it is known what is allowed nothing is shown: a button that locks itself under the pointer is worse than one that comes late.
    private IEnumerable<ClusterAction> Shown => _rights is null ? [] : ClusterActions.Of(Place.Type).Where(action => action.Applies(Snapshot.Whole));

    /// <inheritdoc/>
    public void Dispose()
    {
        News.PolicyChanged -= OnPolicy;
        _over.Cancel();
        _over.Dispose();
    }

    /// <inheritdoc/>
    protected override Task OnInitializedAsync()
    {
        News.PolicyChanged += OnPolicy;
        return AskAsync();
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_focus)
        {
            _focus = false;
            await _question.FocusAsync();
        }
    }

    private RightsQuestion QuestionOf(ClusterAction action) => new(Place, action.Verb, action.Subresource);

    // A cluster that does not have it would say that it knows no such path.
    private Permission MayOf(ClusterAction action) =>
        _rights![QuestionOf(action)] is { Allowed: true } && action.Lacking.Length > 0 && !Place.Type.Subresources.Contains(action.Subresource)
            ? new Permission(Allowed: false, T[action.Lacking])
            : _rights[QuestionOf(action)];

    private string Question(ClusterAction action) => Place.Namespace is { } ns
        ? T["{0} {1} {2} in {3}, namespace {4}?", T[action.Name], Place.Type.Kind, Place.Name, Place.Cluster, ns]
        : T["{0} {1} {2} in {3}?", T[action.Name], Place.Type.Kind, Place.Name, Place.Cluster];

    private async Task AskAsync()
    {
        try
        {
            _rights = await Rights.AskAsync(ClusterActions.Of(Place.Type).Select(QuestionOf), _over.Token);
            if (_open is { } open && !MayOf(open).Allowed)
            {
                Close();
            }
        }
        catch (OperationCanceledException) when (_over.IsCancellationRequested)
        {
            // The page was left.
        }
    }

    private async Task OpenAsync(ClusterAction action)
    {
        (_said, _refused) = ("", "");
        _open = _open == action ? null : action;
        _focus = _open is not null;
        _debug = new DebugAsk();
        _replicas = (int)Snapshot.Whole.At("spec").Number("replicas");
        if (_open?.Question == ActionQuestion.Revision)
        {
            _revisions = null;
            await TryAsync(async () =>
            {
                // Today's is the first, and nothing to go back to.
                _revisions = [.. (await Revision.AskAsync(Roads.Api(Place.Cluster), Place, Snapshot.Whole, _over.Token)).Skip(1)];
                _revision = _revisions.Count > 0 ? _revisions[0].Number : 0;
            });
        }
    }

    private void Close() => _open = null;

    private Task DoAsync()
    {
        if (_open is not { } action)
        {
            return Task.CompletedTask;
        }

        var debug = action.Question == ActionQuestion.Debug ? _debug.Read() : null;
        if (action.Question == ActionQuestion.Debug && debug is null)
        {
            return Task.CompletedTask;
        }

        var call = new ActionCall(Place, Time.GetUtcNow())
        {
            Replicas = Math.Clamp(_replicas, 0, MostReplicas),
            Template = _revisions?.FirstOrDefault(revision => revision.Number == _revision)?.Template ?? default,
            Debug = debug,
            Uid = Snapshot.Whole.At("metadata").Text("uid"),
        };
        return TryAsync(async () =>
        {
            await Roads.Api(Place.Cluster).WriteAsync(action.Write(call), _over.Token);
            _said = T["{0} {1}.", T[action.Done], Place.Name];
            Close();
            if (debug is not null)
            {
                // Its start is followed where one then works.
                Address.Go(Address.With(("tab", "shell"), ("container", debug.Name)));
            }
        });
    }

    private async Task TryAsync(Func<Task> ask)
    {
        (_busy, _said, _refused) = (true, "", "");
        try
        {
            await ask();
        }
        catch (ClusterProblemException problem)
        {
            _refused = problem.Problem.Message;
            Close();
        }
        catch (OperationCanceledException) when (_over.IsCancellationRequested)
        {
            // The page was left.
        }
        finally
        {
            _busy = false;
        }
    }

    private void OnPolicy() => _ = InvokeAsync(async () =>
    {
        await AskAsync();
        StateHasChanged();
    });
}
