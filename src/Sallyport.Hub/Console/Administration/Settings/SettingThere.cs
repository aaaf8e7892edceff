using Sallyport.Access.Policy;
using Sallyport.Hub.Api;
using Sallyport.Hub.Console.Entrance;
using Sallyport.Hub.Policy;

namespace Sallyport.Hub.Console.Administration.Settings;

/// <summary>What is set at a place for a subject now, and the tag under which it may be replaced.</summary>
/// <param name="Found">The setting; null where nothing is set.</param>
/// <param name="Tag">What a change of it names, so that it replaces nothing unseen.</param>
internal sealed record SettingThere(SettingException? Found, string? Tag)
{
    /// <param name="api">The API, as the visitor.</param>
    /// <param name="setting">Which setting.</param>
    /// <param name="place">Where.</param>
    /// <param name="subject">For whom.</param>
    /// <param name="organizations">Whether the visitor sets what the organization sets, and not what a project tightens or a delegate opens.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<SettingThere> ReadAsync(
        ConsoleApi api, string setting, Scope place, Subject subject, bool organizations, CancellationToken cancellationToken)
    {
        var all = await api.GetAsync<SettingsModel>("/api/v1/settings", cancellationToken);
        var one = setting switch { "secrets" => all.Secrets, "shell" => all.Shell, _ => all.PortForward };
        var id = place.Kind == ScopeKind.Organization && subject.Kind == SubjectKind.Everyone && one.Id is { } own
            ? own
            : one.Exceptions.FirstOrDefault(other => Same(other, place, subject) && (other.TightenedBy is null && other.Delegation is null) == organizations)?.Id;
        if (id is null)
        {
            return new SettingThere(null, organizations ? ConsoleApi.NotThere : null);
        }

        var (found, tag) = await api.GetTaggedAsync<SettingException>($"/api/v1/settings/exceptions/{id}", cancellationToken);
        return new SettingThere(found, tag);
    }

    private static bool Same(SettingException other, Scope place, Subject subject) =>
        other.Subject == subject && PolicyJson.Write(other.Place) == PolicyJson.Write(place);
}
