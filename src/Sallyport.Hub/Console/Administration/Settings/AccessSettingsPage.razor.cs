using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using Sallyport.Access.Decisions;
using Sallyport.Access.Policy;
using Sallyport.Hub.Api;

namespace Sallyport.Hub.Console.Administration.Settings;

/// <summary>The switches of the organization, and every exception to them.</summary>
public sealed partial class AccessSettingsPage
{
    private const int Portion = 100;
    private IReadOnlyList<SettingSwitch> _switches = [];
    private JsonObject? _takenBack;
    private string? _tag;
    private int _shown = Portion;

    /// <inheritdoc/>
    protected override bool FollowsFleet => true;

    /// <inheritdoc/>
    protected override string Question => Address[OpenKey];

    private bool MayChange => Visitor is { } me && Rights.Has(me.User, ApiAccess.Steward);

    /// <inheritdoc/>
    protected override string Close => Address.With((OpenKey, null), ("value", null));

    private SettingChoice? Chosen => MayChange ? SettingChoices.Find(Address[OpenKey]) : null;

    private List<(SettingChoice Choice, SettingException Exception)> Exceptions =>
    [
        .. from one in _switches
           where Address["setting"] is "" || Address["setting"] == one.Choice.Name
           from exception in one.Setting.Exceptions
           where Address["project"] is "" || (exception.Place.Kind == ScopeKind.Project && exception.Place.Project == Address["project"])
           select (one.Choice, exception),
    ];

    private (SettingChoice Choice, SettingException Exception)? Removed =>
        Address[OpenKey] is ['r', 'e', 'm', 'o', 'v', 'e', ':', .. var id] && MayChange
            ? _switches.SelectMany(one => one.Setting.Exceptions.Select(exception => ((SettingChoice, SettingException)?)(one.Choice, exception)))
                .FirstOrDefault(one => one!.Value.Item2.Id == id)
            : null;

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var settings = await Api.GetAsync<SettingsModel>("/api/v1/settings", cancellationToken);
        var clusters = await Api.ListAsync<ClusterModel>("/api/v1/clusters", cancellationToken);
        _switches = [.. SettingChoices.All.Select(choice => SettingSwitch.Of(choice, settings, clusters))];
        if (Removed is { } removed && _takenBack?["removedSetting"]?.GetValue<string>() != removed.Exception.Id)
        {
            _takenBack = new JsonObject { ["removedSetting"] = removed.Exception.Id };
            (_, _tag) = await Api.GetTaggedAsync<SettingException>($"/api/v1/settings/exceptions/{removed.Exception.Id}", cancellationToken);
        }
    }

    private static string Few(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(5)) + (names.Count > 5 ? $" +{names.Count - 5}" : "");

    private string Panel(string setting, string value) => Address.With((OpenKey, setting), ("value", value));

    private string Whom(Subject subject) => subject.Kind switch
    {
        SubjectKind.Everyone => T["Everyone"],
        SubjectKind.Group => T["group {0}", subject.Name],
        _ => T["role {0}", BuiltInRoles.Find(subject.Name)?.Title ?? subject.Name],
    };

    private void Filter(ChangeEventArgs e) => Address.Go(Address.With(("setting", e.Value?.ToString())));

    private async Task TakeBackAsync()
    {
        var (choice, exception) = Removed!.Value;
        await Api.SendAsync<JsonObject>(HttpMethod.Delete, $"/api/v1/settings/exceptions/{exception.Id}", body: null, _tag);
        await OnSavedAsync(T["The exception for {0} in {1} was taken back.", T[choice.Title], ScopeWords.Of(exception.Place)]);
    }
}
