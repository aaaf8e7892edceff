using Sallyport.Access.Policy;

namespace Sallyport.Hub.Api;

/// <summary>Every setting, and the next step that refusals name.</summary>
internal sealed record SettingsModel(SettingModel Secrets, SettingModel Shell, SettingModel PortForward, string AskText);

/// <summary>A setting that was written, and what whoever wrote it should know.</summary>
internal sealed record WrittenSetting(Guid Id, IReadOnlyList<string> Warnings);

/// <summary>A setting as the API shows it: the organization's own value, and what departs from it.</summary>
internal sealed record SettingModel(
    string Value, IReadOnlyList<string>? Commands, bool Locked, string? Reason, string? SetBy, IReadOnlyList<SettingException> Exceptions,
    string? Name, string? Owner, string? Id)
{
    public static SettingModel Of(Capability capability, PolicyDocument policy)
    {
        var all = policy.Settings.Where(setting => setting.Capability == capability).ToList();
        // Of several the strictest holds, so it is the one to show; where there is none, the default is closed.
        var own = all.Where(IsOwn).OrderBy(setting => setting.Level).FirstOrDefault();
        return new SettingModel(
            SettingWords.Value(capability, own?.Level ?? SettingLevel.Closed),
            own is null ? null : Listed(own),
            own?.Locked ?? false,
            own?.Reason,
            own?.SetBy,
            [.. all.Where(setting => setting != own).Select(setting => SettingException.From(capability, setting))],
            Text(own?.Name),
            Text(own?.Owner),
            own?.Id);
    }

    /// <summary>The commands that a setting lists; null where it lists none by its nature.</summary>
    public static IReadOnlyList<string>? Listed(AccessSetting setting) =>
        setting is { Capability: Capability.Shell, Level: SettingLevel.Limited } ? setting.Commands : null;

    /// <summary>A text, or null where there is none.</summary>
    public static string? Text(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static bool IsOwn(AccessSetting setting) =>
        setting is { Expires: null, TightenedBy: "", Delegation: "", Place.Kind: ScopeKind.Organization, Subject.Kind: SubjectKind.Everyone };
}

/// <summary>A setting for a narrower place or subject, or for a time.</summary>
internal record SettingException(
    string Id, string Value, IReadOnlyList<string>? Commands, Scope Place, Subject Subject, DateTimeOffset? Expires, string? Reason, string? SetBy,
    string? Name, string? Owner, string? TightenedBy, string? Delegation)
{
    public static SettingException From(Capability capability, AccessSetting setting) => new(
        setting.Id,
        SettingWords.Value(capability, setting.Level),
        SettingModel.Listed(setting),
        setting.Place,
        setting.Subject,
        setting.Expires,
        setting.Reason,
        setting.SetBy,
        SettingModel.Text(setting.Name),
        SettingModel.Text(setting.Owner),
        SettingModel.Text(setting.TightenedBy),
        SettingModel.Text(setting.Delegation));
}
