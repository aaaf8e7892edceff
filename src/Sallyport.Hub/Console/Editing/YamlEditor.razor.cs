using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Sallyport.Hub.Console.Assets;
using Sallyport.Hub.Console.Entrance;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Objects;

namespace Sallyport.Hub.Console.Editing;

/// <summary>Changes an object as text: the cluster is asked first what would be, and shown is what differs from what is.</summary>
public sealed partial class YamlEditor : IAsyncDisposable
{
    // What etcd takes of one object.
    private const int Longest = 3 << 20;
    private const int Conflict = 409;

    private readonly CancellationTokenSource _over = new();
    private IJSObjectReference? _script;
    private IJSObjectReference? _editor;
    private ElementReference _host;
    private IReadOnlyList<DiffLine>? _diff;
    private IReadOnlyList<(int? Line, string Field, string Message)> _fields = [];
    private string _reviewed = "";
    private string _refused = "";
    private bool _conflict;
    private bool _busy;

    /// <summary>Which object.</summary>
    [Parameter, EditorRequired]
    public ObjectPlace Place { get; set; } = null!;

    /// <summary>The object as it is now.</summary>
    [Parameter, EditorRequired]
    public ObjectSnapshot Snapshot { get; set; } = null!;

    /// <summary>Editing is over: applied, or left. The argument is what to say of it.</summary>
    [Parameter]
    public EventCallback<string> OnEnd { get; set; }

    [Inject] private ConsoleRoads Roads { get; set; } = null!;

    [Inject] private ConsoleAssets Files { get; set; } = null!;

    [Inject] private IJSRuntime Js { get; set; } = null!;

    private string Counted => _diff is not { Count: > 0 } diff
        ? T["The cluster sees no change in it."]
        : T["Lines out: {0}, in: {1}. The cluster has checked it and changed nothing so far.", diff.Count(line => line.Kind == DiffKind.Removed), diff.Count(line => line.Kind == DiffKind.Added)];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        _over.Dispose();
        try
        {
            foreach (var script in new[] { _editor, _script }.OfType<IJSObjectReference>())
            {
                await script.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and the editor with it.
        }
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _script = await Js.InvokeAsync<IJSObjectReference>("import", Files["editor.js"]);
            _editor = await _script.InvokeAsync<IJSObjectReference>("edit", _host, YamlEdit.Text(Snapshot.Whole), T["YAML of {0}", Place.Name].Value);
        }
    }

    private static string Written(DiffLine line) => line.Kind switch
    {
        DiffKind.Removed => "- " + line.Text,
        DiffKind.Added => "+ " + line.Text,
        DiffKind.Gap => $"  … {line.Text} lines as they are",
        _ => "  " + line.Text,
    };

    private Task OnClose() => OnEnd.InvokeAsync("");

    private async Task ReviewAsync()
    {
        if (_editor is null)
        {
            return;
        }

        // As a stream: an object may be longer than one message of the browser's.
        var stream = await _editor.InvokeAsync<IJSStreamReference>("read");
        await using (var content = await stream.OpenReadStreamAsync(Longest, _over.Token))
        {
            using var reader = new StreamReader(content, Encoding.UTF8);
            _reviewed = await reader.ReadToEndAsync(_over.Token);
        }

        await TryAsync(async api =>
        {
            var then = await api.WriteAsync(YamlEdit.Put(Place, _reviewed, dryRun: true), _over.Token);
            _diff = YamlEdit.Compare(Snapshot.Whole, then);
        });
    }

    private Task ApplyAsync() => TryAsync(async api =>
    {
        await api.WriteAsync(YamlEdit.Put(Place, _reviewed, dryRun: false), _over.Token);
        await OnEnd.InvokeAsync(T["Applied to {0}.", Place.Name]);
    });

    private async Task TryAsync(Func<ClusterApi, Task> ask)
    {
        (_busy, _refused, _conflict, _fields) = (true, "", false, []);
        try
        {
            await ask(Roads.Api(Place.Cluster));
        }
        catch (ClusterProblemException problem)
        {
            _diff = null;
            _refused = problem.Problem.Message;
            _conflict = problem.Problem.Code == Conflict;
            _fields = [.. problem.Problem.Fields.Select(field => (FieldLine.Find(_reviewed, field.Field), field.Field, field.Message))];
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

    private async Task BackAsync()
    {
        _diff = null;
        await GoToAsync(1);
    }

    private async Task GoToAsync(int? line)
    {
        if (line is { } at && _editor is not null)
        {
            await _editor.InvokeVoidAsync("go", at);
        }
    }

    private async Task OnTopAsync()
    {
        await WriteAsync(YamlEdit.OnTopOf(_reviewed, Snapshot.Whole.At("metadata").Text("resourceVersion")));
        await ReviewAsync();
    }

    private async Task StartAgainAsync()
    {
        (_refused, _conflict) = ("", false);
        await WriteAsync(YamlEdit.Text(Snapshot.Whole));
    }

    private async Task WriteAsync(string text) => await _editor!.InvokeVoidAsync("write", text);
}
