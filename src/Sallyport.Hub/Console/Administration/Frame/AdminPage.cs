using Microsoft.AspNetCore.Components;
using Sallyport.Hub.Api;
using Sallyport.Hub.Console.Address;
using Sallyport.Hub.Console.Entrance;
using Sallyport.Hub.Console.Frame;

namespace Sallyport.Hub.Console.Administration.Frame;

/// <summary>
/// A page of what the API answers: it asks, says why it was refused, and asks again when the policy, the fleet or the
/// question in its address changes.
/// </summary>
public abstract class AdminPage : ComponentBase, IDisposable
{
    /// <summary>The query's name of what is open beside the list.</summary>
    protected const string OpenKey = "open";

    /// <summary>The query's name of what is searched for.</summary>
    protected const string SearchKey = "q";

    private readonly CancellationTokenSource _gone = new();
    private CancellationTokenSource? _loading;
    private string? _asked;

    /// <summary>Why there is nothing to show; null while there is.</summary>
    protected string? Problem { get; private set; }

    /// <summary>Whether the first answer is here.</summary>
    protected bool Loaded { get; private set; }

    /// <summary>What the page said of the last change.</summary>
    protected string Said { get; set; } = "";

    /// <summary>Whether the visitor administers the organization.</summary>
    protected bool IsAdmin => Visitor?.OrganizationAdmin ?? false;

    /// <summary>Why a visitor who is no admin cannot change what is here, and whom to ask; the API refuses in the same words.</summary>
    protected string WhyReadOnly => IsAdmin ? "" : Rights.Refusal(ApiAccess.OrganizationAdmin);

    /// <summary>Whether the visitor may read all of the policy, and so ask whose access a change would change.</summary>
    protected bool ReadsAll => Visitor is { } me && Rights.Has(me.User, ApiAccess.OrganizationReader);

    /// <summary>This page with nothing open.</summary>
    protected virtual string Close => Address.With((OpenKey, null));

    /// <summary>What is open, as <c>what:name</c>; the name is empty where there is none.</summary>
    protected (string What, string Name) Opened => Address[OpenKey].Split(':', 2) is [var what, var name] ? (what, name) : (Address[OpenKey], "");

    /// <summary>The part of the address that <see cref="LoadAsync"/> goes by.</summary>
    protected virtual string Question => "";

    /// <summary>Whether clusters that come and go change the page.</summary>
    protected virtual bool FollowsFleet => false;

    /// <summary>Ends with the page.</summary>
    protected CancellationToken Gone => _gone.Token;

    [Inject] private protected ConsoleApi Api { get; set; } = null!;

    [Inject] private protected PageAddress Address { get; set; } = null!;

    [Inject] private protected ApiRights Rights { get; set; } = null!;

    [Inject] private protected TimeProvider Time { get; set; } = null!;

    private protected MeModel? Visitor { get; private set; }

    [Inject] private WhoAmI Who { get; set; } = null!;

    [Inject] private ConsoleNews News { get; set; } = null!;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Asks the API for all that the page shows.</summary>
    protected abstract Task LoadAsync(CancellationToken cancellationToken);

    /// <summary>Asks again and shows the answer.</summary>
    protected async Task ReloadAsync()
    {
        // Two questions at once may be answered the wrong way round: only the last one counts.
        var before = _loading;
        using var loading = CancellationTokenSource.CreateLinkedTokenSource(_gone.Token);
        _loading = loading;
        if (before is not null)
        {
            await before.CancelAsync();
        }

        try
        {
            Visitor = await Who.ReadAsync();
            loading.Token.ThrowIfCancellationRequested();
            await LoadAsync(loading.Token);
            (Problem, Loaded) = (null, true);
        }
        catch (ApiRefusedException refused)
        {
            Problem = refused.Message;
        }
        catch (OperationCanceledException)
        {
            return;
        }
        finally
        {
            _loading = _loading == loading ? null : _loading;
        }

        StateHasChanged();
    }

    /// <summary>This page with something open.</summary>
    protected string Open(string what, string name) => Address.With((OpenKey, $"{what}:{name}"));

    /// <summary>Puts what was typed or chosen into the address.</summary>
    protected void Filter(string key, ChangeEventArgs typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        Address.Go(Address.With((key, typed.Value?.ToString()), (OpenKey, null)), replace: true);
    }

    /// <summary>Says what was changed, closes what was open and shows what is there now.</summary>
    protected async Task OnSavedAsync(string said)
    {
        Said = said;
        Address.Go(Close);
        await ReloadAsync();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        News.PolicyChanged += OnNews;
        News.FleetChanged += OnFleet;
        Address.Changed += OnAddress;
        _asked = Question;
        await ReloadAsync();
    }

    /// <summary>Gives back what the page holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing && !_gone.IsCancellationRequested)
        {
            News.PolicyChanged -= OnNews;
            News.FleetChanged -= OnFleet;
            Address.Changed -= OnAddress;
            _gone.Cancel();
            _gone.Dispose();
        }
    }

    private void OnNews() => _ = InvokeAsync(() => _gone.IsCancellationRequested ? Task.CompletedTask : ReloadAsync());

    private void OnFleet()
    {
        if (FollowsFleet)
        {
            OnNews();
        }
    }

    private void OnAddress() => _ = InvokeAsync(async () =>
    {
        if (_gone.IsCancellationRequested)
        {
            return;
        }

        StateHasChanged();
        if (_asked != Question)
        {
            _asked = Question;
            await ReloadAsync();
        }
    });
}
