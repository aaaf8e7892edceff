namespace Sallyport.Cli.Api;

/// <summary>The access settings of the organization.</summary>
internal sealed record Settings(Setting Secrets, Setting Shell, Setting PortForward, string? AskText);

internal sealed record Setting(string Value, string[]? Commands, bool Locked, string? Reason, string? SetBy, SettingException[]? Exceptions);

internal sealed record SettingException(
    string Id,
    string Value,
    string[]? Commands,
    Scope? Place,
    SubjectModel? Subject,
    DateTimeOffset? Expires,
    string? Reason,
    string? SetBy,
    string? TightenedBy = null,
    string? Delegation = null)
{
    /// <summary>Who set it, and by which right where that is not the organization's.</summary>
    public string By => (SetBy ?? "") + (TightenedBy is { } project ? $" (project {project})" : Delegation is not null ? " (delegated)" : "");
}

internal sealed record SubjectModel(string Kind, string? Name)
{
    public override string ToString() => string.IsNullOrEmpty(Name) ? Kind : $"{Kind} {Name}";
}

internal sealed record SettingChange(
    string Value,
    string? Reason,
    DateTimeOffset? Expires,
    Scope? Place,
    SubjectModel? Subject,
    bool? Locked,
    string[]? Commands);

internal sealed record SettingChanged(string? Id, string[]? Warnings);

internal sealed record AskTextChange(string Value);
