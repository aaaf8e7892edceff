using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Sallyport.Hub.Console.Assets;
using Sallyport.Hub.Console.Entrance;
using Sallyport.Hub.Console.Frame;

namespace Sallyport.Hub.Console.Shells;

/// <summary>A shell in a container. It begins by itself where it may, and says why where it may not; a change of the policy changes it at once.</summary>
public sealed partial class ShellView
{
    private ShellRight _right = new(Reason: null);
    private string _container = "";
    private string _choice = ShellChoice.Best;
    private bool _ended;
    private bool _cut;
    private bool _opens;
    private ElementReference _host;
    private IJSObjectReference? _module;
    private IJSObjectReference? _terminal;
    private DotNetObjectReference<ShellView>? _self;

    /// <summary>The cluster.</summary>
    [Parameter, EditorRequired] public string Cluster { get; set; } = "";

    /// <summary>The namespace.</summary>
    [Parameter, EditorRequired] public string Namespace { get; set; } = "";

    /// <summary>The pod.</summary>
    [Parameter, EditorRequired] public string Pod { get; set; } = "";

    /// <summary>Its containers, the one to begin with first.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<string> Containers { get; set; } = [];

    /// <summary>Whether it stands on a page of its own.</summary>
    [Parameter] public bool OwnPage { get; set; }

    /// <summary>The shell that another page has let go of, to go on with; empty for a new one.</summary>
    [Parameter] public string Running { get; set; } = "";

    [Inject] private IJSRuntime Js { get; set; } = null!;

    [Inject] private ConsolePerson Person { get; set; } = null!;

    [Inject] private ConsoleNews News { get; set; } = null!;

    [Inject] private ShellTickets Tickets { get; set; } = null!;

    [Inject] private OpenShells Shells { get; set; } = null!;

    [Inject] private ShellRights Rights { get; set; } = null!;

    [Inject] private ConsoleAssets Files { get; set; } = null!;

    private ShellPlace Place => new(Cluster, Namespace, Pod, _container);

    private string OwnAddress =>
        $"/shell/{Uri.EscapeDataString(Cluster)}/{Uri.EscapeDataString(Namespace)}/{Uri.EscapeDataString(Pod)}?container={Uri.EscapeDataString(_container)}";

    /// <summary>The browser says that the shell has ended.</summary>
    [JSInvokable]
    public async Task EndedAsync(string kind, string words)
    {
        _ended = true;
        if (kind == nameof(ShellEndKind.Blocked) && _right.Reason is null)
        {
            // The hub's own words where it is the hub; the cluster's otherwise.
            await BlockAsync(Rights.Of(Person.Session, Place) is { Reason: not null } right ? right : new ShellRight(words));
        }

        StateHasChanged();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        News.PolicyChanged -= OnPolicyChanged;
        await CloseAsync();
        _self?.Dispose();
        if (_module is not null)
        {
            try
            {
                await _module.DisposeAsync();
            }
            catch (JSDisconnectedException)
            {
                // The page is gone, and its script with it.
            }
        }
    }

    /// <inheritdoc/>
    protected override void OnInitialized() => News.PolicyChanged += OnPolicyChanged;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (!Containers.Contains(_container))
        {
            await BeginAsync(Containers.FirstOrDefault(""));
        }
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_opens)
        {
            return;
        }

        _opens = false;
        if (firstRender && Shells.Find(Running, Person.Session) is { } running && running.Place == Place)
        {
            await StartAsync(Tickets.Issue(Person.Session, running), terminal: true);
        }
        else
        {
            await OpenAsync();
        }
    }

    private void OnPolicyChanged() => _ = InvokeAsync(async () =>
    {
        var right = Rights.Of(Person.Session, Place);
        if (right.Reason is not null)
        {
            await BlockAsync(right);
        }
        else if (_right.Reason is not null)
        {
            await CloseAsync();
            (_right, _cut, _opens) = (right, false, true);
        }
        else
        {
            _right = right;
        }

        StateHasChanged();
    });

    private async Task BeginAsync(string container)
    {
        await CloseAsync();
        _container = container;
        _right = Rights.Of(Person.Session, Place);
        (_cut, _ended, _opens) = (false, false, _right.Reason is null);
    }

    private async Task BlockAsync(ShellRight right)
    {
        _cut |= _right.Reason is null && _terminal is not null;
        if (_right.Reason is null)
        {
            await CloseAsync();
        }

        _right = right;
    }

    private Task ChooseContainerAsync(ChangeEventArgs e) => BeginAsync((string)e.Value!);

    private Task ChooseShellAsync(ChangeEventArgs e)
    {
        _choice = (string)e.Value!;
        return OpenAsync();
    }

    private Task OpenAsync() => StartAsync(Tickets.Issue(Person.Session, new ShellAsk(Place, ShellChoice.Commands(_choice), Terminal: true)), terminal: true);

    private Task RunAsync(ImmutableArray<string> command) => StartAsync(Tickets.Issue(Person.Session, new ShellAsk(Place, [command], Terminal: false)), terminal: false);

    private async Task StartAsync(string ticket, bool terminal)
    {
        _ended = false;
        try
        {
            _module ??= await Js.InvokeAsync<IJSObjectReference>("import", Files["shell.js"]);
            _self ??= DotNetObjectReference.Create(this);
            _terminal ??= await _module.InvokeAsync<IJSObjectReference>("mountShell", _host, Files["terminal.js"], Words(), _self);
            await _terminal.InvokeVoidAsync("open", ticket, terminal);
        }
        catch (JSDisconnectedException)
        {
            // The page is gone.
        }
    }

    private async Task CloseAsync()
    {
        if (_terminal is not { } terminal)
        {
            return;
        }

        _terminal = null;
        try
        {
            await terminal.InvokeVoidAsync("dispose");
            await terminal.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page is gone; its shell ends without it.
        }
    }

    private Dictionary<string, string> Words() => new()
    {
        ["connecting"] = T["Opening the shell …"],
        ["lost"] = T["The connection to the hub was lost. The shell goes on, and waits {0} s more for this page. Connecting again …"],
        ["gone"] = T["The connection to the hub was lost for too long, and the shell has ended."],
        ["moved"] = T["This shell goes on in a tab of its own."],
        ["follow"] = T["The container wrote this link. Open it in a new tab?"],
        ["open"] = T["Open"],
        ["paste"] = T["Paste {0} lines? Each may run as a command."],
        ["pasteYes"] = T["Paste"],
        ["cancel"] = T["Cancel"],
        ["ok"] = T["Close"],
        ["tooLong"] = T["That is more than 8 MB of text. Copy it into the container as a file instead."],
    };

    private string Request(string reason) =>
        T["{0} asks for: shell\nCluster: {1}\nNamespace: {2}\nPod: {3}\nContainer: {4}\nRefused with: {5}", Person.Session.User, Cluster, Namespace, Pod, _container, reason];
}
