using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using Sallyport.Access.Decisions;
using Sallyport.Access.Policy;
using Sallyport.Hub.Api;
using Sallyport.Hub.Console.Entrance;

namespace Sallyport.Hub.Console.Administration.Settings;

/// <summary>Changes one setting. What was typed stays until it is saved or the panel is closed.</summary>
public sealed partial class SettingPanel
{
    private IReadOnlyList<string> _projects = [];
    private IReadOnlyList<RoleSummary> _roles = [];
    private SettingThere? _there;
    private JsonObject? _question;
    private string _problem = "";
    private bool _busy;
    private int _asking;

    /// <summary>Which setting.</summary>
    [Parameter, EditorRequired]
    public SettingChoice Choice { get; set; } = SettingChoices.All[0];

    /// <summary>The value that the form begins with.</summary>
    [Parameter]
    public string Value { get; set; } = "";

    /// <summary>Whether the visitor may ask whose access changes.</summary>
    [Parameter]
    public bool MayPreview { get; set; }

    /// <summary>Whether the visitor sets for the organization, and not as the admin of a project or a delegate.</summary>
    [Parameter]
    public bool Organizations { get; set; }

    /// <summary>Where closing leads.</summary>
    [Parameter, EditorRequired]
    public string CloseHref { get; set; } = "";

    /// <summary>Told what was saved, in words.</summary>
    [Parameter]
    public EventCallback<string> Saved { get; set; }

    private SettingDraft Draft { get; } = new();

    [Inject] private ConsoleApi Api { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        Draft.Value = Choice.Values.Any(value => value.Name == Value) ? Value : Choice.Values[0].Name;
        try
        {
            await AskAsync();
            if (_there?.Found is { } found)
            {
                Draft.Commands = string.Join('\n', found.Commands ?? []);
            }

            _projects = [.. (await Api.ListAsync<ProjectModel>("/api/v1/projects")).Select(project => project.Name)];
            _roles = [.. (await Api.ListAsync<RoleSummary>("/api/v1/roles")).Where(role => role.ReadOnly)];
        }
        catch (ApiRefusedException refused)
        {
            _problem = refused.Message;
        }
    }

    private static string Lower(string word) => word.ToLowerInvariant();

    private Task ChooseAsync(string value)
    {
        Draft.Value = value;
        return AskAsync();
    }

    private Task ChooseAsync(SubjectKind kind)
    {
        (Draft.SubjectKind, Draft.SubjectName) = (kind, "");
        return AskAsync();
    }

    /// <summary>Asks what is set there, and whose access this would change.</summary>
    private async Task AskAsync()
    {
        var change = Draft.ToChange(Time.GetUtcNow());
        _question = IsWhole ? new JsonObject
        {
            ["setting"] = new JsonObject { ["name"] = Choice.Name, ["change"] = JsonSerializer.SerializeToNode(change, ApiJson.Options) },
        } : null;
        var mine = ++_asking;
        var there = IsWhole ? await SettingThere.ReadAsync(Api, Choice.Name, change.Place!, change.Subject!, Organizations, CancellationToken.None) : null;
        if (mine == _asking)
        {
            _there = there;
        }
    }

    private bool IsWhole => (!Draft.ListsCommands || Draft.Commands.Trim().Length > 0)
        && (Draft.Place.Kind != ScopeKind.Project || Draft.Place.Project.Length > 0)
        && (Draft.SubjectKind == SubjectKind.Everyone || Draft.SubjectName.Trim().Length > 0);

    private async Task SaveAsync()
    {
        if (Draft.Reason.Trim().Length == 0)
        {
            _problem = T["Say why: the reason stands in the audit, and everybody whom it blocks reads it."];
            return;
        }

        var change = Draft.ToChange(Time.GetUtcNow());
        if (Draft.Until.IsOpen)
        {
            _problem = T["Give the time until which it is to hold."];
            return;
        }

        (_busy, _problem) = (true, "");
        try
        {
            var written = await Api.SendAsync<WrittenSetting>(HttpMethod.Put, $"/api/v1/settings/{Choice.Name}", change, _there?.Tag);
            var said = T["{0} is {1} in {2} now.", T[Choice.Title], Lower(T[Choice.Word(change.Value)]), ScopeWords.Of(change.Place!)];
            await Saved.InvokeAsync(string.Join(' ', [said, .. written?.Warnings ?? []]));
        }
        catch (ApiRefusedException refused) when (refused.Status == StatusCodes.Status412PreconditionFailed)
        {
            await AskAsync();
            _problem = _there?.Found is { } found
                ? T["{0} changed this while you were writing: it is {1} there now. What you wrote is kept; save again to put it in its place.", found.SetBy ?? "", Lower(T[Choice.Word(found.Value)])]
                : T["Somebody took back what was set there while you were writing. What you wrote is kept; save again to set it."];
        }
        catch (ApiRefusedException refused)
        {
            _problem = refused.Message;
        }

        _busy = false;
    }
}
