using Sallyport.Access.Policy;
using Sallyport.Hub.Api;
using Sallyport.Hub.Console.Administration.Forms;

namespace Sallyport.Hub.Console.Administration.Settings;

/// <summary>A setting as somebody types it.</summary>
public sealed class SettingDraft
{
    /// <summary>The value, as the API calls it.</summary>
    public string Value { get; set; } = "";

    /// <summary>The commands, one a line, where the value lists some.</summary>
    public string Commands { get; set; } = "";

    /// <summary>Where.</summary>
    public ScopeDraft Place { get; } = new();

    /// <summary>Whom it is about: everyone, a group or a role.</summary>
    public SubjectKind SubjectKind { get; set; }

    /// <summary>The name of the group or role.</summary>
    public string SubjectName { get; set; } = "";

    /// <summary>Why.</summary>
    public string Reason { get; set; } = "";

    /// <summary>Until when.</summary>
    public UntilDraft Until { get; } = new();

    /// <summary>Whether nothing narrower may open it.</summary>
    public bool Locked { get; set; }

    /// <summary>Whether the value needs commands.</summary>
    public bool ListsCommands => Value == "listed-commands";

    /// <summary>Whether it is the organization's own, for everyone and for good, which alone can be locked.</summary>
    public bool IsOrganizations => Place.Kind == ScopeKind.Organization && SubjectKind == SubjectKind.Everyone && Until.Choice == UntilDraft.ForGood;

    /// <summary>Whom it is about.</summary>
    public Subject Subject => SubjectKind == SubjectKind.Everyone ? Subject.Everyone : new Subject(SubjectKind, SubjectName.Trim());

    internal SettingChange ToChange(DateTimeOffset now) => new(
        Value,
        Reason.Trim(),
        Until.At(now),
        Place.ToScope(),
        Subject,
        IsOrganizations ? Locked : null,
        ListsCommands ? [.. Commands.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)] : null);
}
