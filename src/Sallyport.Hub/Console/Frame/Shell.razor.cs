using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using Sallyport.Hub.Console.Doors;
using Sallyport.Hub.Console.Entrance;
using Sallyport.Hub.Identity;

namespace Sallyport.Hub.Console.Frame;

/// <summary>The frame around every page. When the session ends, nothing of the page stays.</summary>
public sealed partial class Shell
{
    private ErrorBoundary? _boundary;
    private SessionEnd? _end;
    private CancellationTokenRegistration _watch;
    private bool _ended;

    [Inject] private ConsolePerson Person { get; set; } = null!;

    [Inject] private CredentialDirectory Credentials { get; set; } = null!;

    [Inject] private AuthenticationStateProvider Authentication { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    private string SignIn => "/signin?returnUrl=" + Uri.EscapeDataString("/" + Navigation.ToBaseRelativePath(Navigation.Uri));

    /// <inheritdoc/>
    public void Dispose()
    {
        Authentication.AuthenticationStateChanged -= OnAnotherVisitor;
        Navigation.LocationChanged -= OnLocationChanged;
        _watch.Dispose();
        _end?.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        Authentication.AuthenticationStateChanged += OnAnotherVisitor;
        Navigation.LocationChanged += OnLocationChanged;
        var session = Person.Session.Id;
        var credential = await Credentials.FindSessionAsync(session, CancellationToken.None);
        _end = new SessionEnd(Credentials, session, credential?.Ends, Time);
        _watch = _end.Token.Register(() => _ = InvokeAsync(End));
    }

    private void End()
    {
        _ended = true;
        StateHasChanged();
    }

    /// <summary>The connection came back with another session: this page was another one's.</summary>
    private void OnAnotherVisitor(Task<AuthenticationState> task) => _ = InvokeAsync(async () =>
    {
        if (ConsolePerson.Read((await task).User) != Person.Session)
        {
            End();
        }
    });

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e) => _boundary?.Recover();
}
