using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Sallyport.Access.Policy;
using Sallyport.Hub.Api;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Policy.Documents;

/// <summary>Access settings in files.</summary>
internal sealed class AccessSettingKind : DocumentKind
{
    public override string Name => "AccessSetting";

    public override async Task<IReadOnlyList<StoredObject>> LoadAsync(SallyportDbContext database, CancellationToken cancellationToken) =>
    [
        // What project admins tightened and delegates relaxed is theirs, and no organization's files'.
        .. (await database.Settings.Where(s => s.TightenedBy == "" && s.Delegation == null).OrderBy(s => s.SetAt).ThenBy(s => s.Id).ToListAsync(cancellationToken)).Select(row =>
            new StoredObject(this, NameOf(row), row, Try(() => Show(row)))
            {
                Content = row.Name is null ? Content(row) : null,
            }),
    ];

    public override object Read(string name, JsonElement spec)
    {
        var read = Read<Spec>(spec);
        var capability = SettingWords.Capability(read.Capability)
            ?? throw new JsonException("capability is secrets, shell or port-forward.", "$.capability", null, null);
        return SettingWords.Level(capability, read.Value) is not null
            ? new Wanted(capability, new SettingChange(read.Value, read.Reason, read.Expires, read.Place, read.Subject, read.Locked, read.Commands))
            : throw new JsonException(SettingWords.Problem(capability), "$.value", null, null);
    }

    public override void Check(Validity validity, string name, object spec, PolicyDocument policy)
    {
        var (capability, change) = (Wanted)spec;
        change.Check(validity, capability, policy);
        if (policy.Settings.FirstOrDefault(setting => setting.Name == name) is { Expires: null } own
            && policy.Settings.FirstOrDefault(other => Rival(own, other)) is { } rival)
        {
            validity.Demand(false, $"The setting {(rival.Name.Length > 0 ? rival.Name : rival.Id)} speaks of the same capability, place and subject: there can be one.");
        }
    }

    public override JsonObject Show(string name, object spec) => Show(ToRow(spec));

    public override DateTimeOffset? EndOf(object spec) => ((Wanted)spec).Change.Expires;

    public override string? ContentOf(object spec) => Content(ToRow(spec));

    public override Task<IOwned> WriteAsync(SallyportDbContext database, StoredObject? there, string name, object spec, Author author)
    {
        var wanted = ToRow(spec, author);
        wanted.Name = name;
        if (there?.Row is not SettingRow row)
        {
            database.Settings.Add(wanted);
            return Task.FromResult<IOwned>(wanted);
        }

        (row.Name, row.Capability, row.Level, row.Commands, row.Place) = (name, wanted.Capability, wanted.Level, wanted.Commands, wanted.Place);
        (row.SubjectKind, row.SubjectName, row.Locked, row.Reason) = (wanted.SubjectKind, wanted.SubjectName, wanted.Locked, wanted.Reason);
        (row.SetBy, row.SetAt, row.Expires) = (wanted.SetBy, wanted.SetAt, wanted.Expires);
        // Whoever made it before, from now on it is the organization's.
        (row.TightenedBy, row.Delegation) = ("", null);
        return Task.FromResult<IOwned>(row);
    }

    /// <summary>That a setting went with what it was made under.</summary>
    public static ObjectChange Removed(SettingRow row) =>
        new("AccessSetting", NameOf(row), ChangeAction.Deleted, Document: null, Try(() => Show(row)), After: null);

    private static string NameOf(SettingRow row) => row.Name ?? NameOf(row.Id, SettingWords.Name(row.Capability), row.SubjectName);

    private static bool Rival(AccessSetting own, AccessSetting other) =>
        other.Id != own.Id && other is { Expires: null, TightenedBy: "", Delegation: "" } && other.Capability == own.Capability && other.Subject == own.Subject
        && PolicyJson.Write(other.Place) == PolicyJson.Write(own.Place);

    private static SettingRow ToRow(object spec, Author? author = null)
    {
        var (capability, change) = (Wanted)spec;
        return change.ToRow(capability, author?.User ?? "", author?.Now ?? default);
    }

    private static string? Content(SettingRow row) =>
        row.Expires is null ? $"{row.Capability} {row.SubjectKind} {row.SubjectName} {row.Place}" : null;

    private static JsonObject Show(SettingRow row) => DocumentJson.Object(
        ("capability", SettingWords.Name(row.Capability)),
        ("value", SettingWords.Value(row.Capability, row.Level)),
        ("commands", DocumentJson.Array(PolicyJson.Read<string[]>(row.Commands))),
        ("place", DocumentJson.Scope(row.Place)),
        ("subject", row.SubjectKind == SubjectKind.Everyone ? null : DocumentJson.Subject(new Subject(row.SubjectKind, row.SubjectName))),
        ("locked", row.Locked ? true : null),
        ("reason", row.Reason),
        ("expires", DocumentJson.Time(row.Expires)));

    private sealed record Wanted(Capability Capability, SettingChange Change);

    private sealed record Spec(
        string Capability, string Value, string? Reason = null, DateTimeOffset? Expires = null, Scope? Place = null, Subject? Subject = null,
        bool? Locked = null, IReadOnlyList<string>? Commands = null);
}
