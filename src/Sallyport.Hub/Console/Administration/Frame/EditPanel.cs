using Microsoft.AspNetCore.Components;
using Sallyport.Hub.Console.Entrance;

namespace Sallyport.Hub.Console.Administration.Frame;

/// <summary>
/// A panel with a form about one thing: it reads what is there, keeps what is typed until it is saved, lists all that the API
/// finds wrong with it, and puts nothing in the place of what somebody else saved meanwhile before that was seen.
/// </summary>
public abstract class EditPanel : ComponentBase
{
    /// <summary>Where closing leads.</summary>
    [Parameter, EditorRequired]
    public string CloseHref { get; set; } = "";

    /// <summary>Whether the visitor may change it; otherwise it is shown as it is.</summary>
    [Parameter]
    public bool MayChange { get; set; }

    /// <summary>Whether the visitor may ask whose access changes.</summary>
    [Parameter]
    public bool MayPreview { get; set; }

    /// <summary>Told what was saved, in words.</summary>
    [Parameter]
    public EventCallback<string> Saved { get; set; }

    /// <summary>All that is wrong, a sentence each; empty when nothing is known to be.</summary>
    public IReadOnlyList<string> Problems { get; protected set; } = [];

    /// <summary>Whether what is there has been read.</summary>
    public bool Loaded { get; private set; }

    /// <summary>Whether it is being saved.</summary>
    public bool Busy { get; private set; }

    /// <summary>Whether somebody else saved it after the form was filled.</summary>
    public bool ChangedMeanwhile { get; private set; }

    /// <summary>The tag of what was read last, which a change names; null for something new.</summary>
    protected string? Tag { get; set; }

    [Inject] private protected ConsoleApi Api { get; set; } = null!;

    [Inject] private protected TimeProvider Time { get; set; } = null!;

    /// <summary>Fills the form with what is there now, and lets go of what was typed.</summary>
    public void StartAgain()
    {
        (ChangedMeanwhile, Problems) = (false, []);
        Fill();
        StateHasChanged();
    }

    /// <summary>Reads what is there, and its <see cref="Tag"/>; leaves the form as it is.</summary>
    protected abstract Task ReadAsync();

    /// <summary>Fills the form with what was read.</summary>
    protected abstract void Fill();

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        try
        {
            await ReadAsync();
            Fill();
            Loaded = true;
        }
        catch (ApiRefusedException refused)
        {
            Problems = refused.Sentences;
        }
    }

    /// <summary>Makes a change, and says what came in its way.</summary>
    protected async Task TryAsync(Func<Task> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        (Busy, Problems) = (true, []);
        try
        {
            await change();
        }
        catch (ApiRefusedException refused) when (refused.Status == StatusCodes.Status412PreconditionFailed && Tag is not null)
        {
            await LookAgainAsync();
        }
        catch (ApiRefusedException refused)
        {
            Problems = refused.Sentences;
        }

        Busy = false;
    }

    private async Task LookAgainAsync()
    {
        try
        {
            await ReadAsync();
            ChangedMeanwhile = true;
        }
        catch (ApiRefusedException gone)
        {
            Problems = gone.Sentences;
        }
    }
}
