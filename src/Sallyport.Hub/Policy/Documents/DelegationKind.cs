using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Sallyport.Access.Policy;
using Sallyport.Hub.Api;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Policy.Documents;

/// <summary>Delegations in files: who else may relax which setting where.</summary>
internal sealed class DelegationKind : DocumentKind
{
    public override string Name => "Delegation";

    public override async Task<IReadOnlyList<StoredObject>> LoadAsync(SallyportDbContext database, CancellationToken cancellationToken) =>
    [
        .. (await database.Delegations.OrderBy(d => d.MadeAt).ThenBy(d => d.Id).ToListAsync(cancellationToken)).Select(row =>
            new StoredObject(this, row.Name ?? NameOf(row.Id, "delegation", row.SubjectName), row, Try(() => Show(row)))),
    ];

    public override object Read(string name, JsonElement spec)
    {
        var read = Read<DelegationChange>(spec);
        foreach (var (capability, value) in read.Capabilities)
        {
            if (SettingWords.Capability(capability) is not { } known || SettingWords.Level(known, value) is null)
            {
                throw new JsonException("capabilities are secrets, shell and port-forward, each with a value of its setting.", "$.capabilities", null, null);
            }
        }

        return read;
    }

    public override void Check(Validity validity, string name, object spec, PolicyDocument policy) => ((DelegationChange)spec).Check(validity, policy);

    public override JsonObject Show(string name, object spec) => Show(Fill(New(), (DelegationChange)spec));

    public override Task<IOwned> WriteAsync(SallyportDbContext database, StoredObject? there, string name, object spec, Author author)
    {
        var row = there?.Row as DelegationRow;
        if (row is null)
        {
            row = New();
            (row.Id, row.MadeBy, row.MadeAt) = (Guid.NewGuid(), author.User, author.Now);
            database.Delegations.Add(row);
        }

        Fill(row, (DelegationChange)spec).Name = name;
        return Task.FromResult<IOwned>(row);
    }

    /// <summary>With it goes what was set under it.</summary>
    public override DateTimeOffset? EndOf(object spec) => ((DelegationChange)spec).Expires;

    public override async Task<IReadOnlyList<ObjectChange>> RemoveAsync(SallyportDbContext database, StoredObject there, Author author) =>
        [.. (await DelegationRemoval.RemoveAsync(database, (DelegationRow)there.Row!, author.Cancelled)).Select(AccessSettingKind.Removed)];

    private static DelegationRow New() => new() { SubjectName = "", Scope = "", Capabilities = "", MadeBy = "" };

    private static DelegationRow Fill(DelegationRow row, DelegationChange spec)
    {
        // To nobody at all is told by the check; the row must be written before it is asked.
        (spec.User is null && spec.Group is null ? spec with { Group = "" } : spec).WriteTo(row);
        return row;
    }

    private static JsonObject Show(DelegationRow row)
    {
        var capabilities = PolicyJson.Read<DelegatedCapability[]>(row.Capabilities);
        return DocumentJson.Object(
            ("user", row.SubjectKind == SubjectKind.User ? row.SubjectName : null),
            ("group", row.SubjectKind == SubjectKind.Group ? row.SubjectName : null),
            ("scope", DocumentJson.Scope(row.Scope)),
            ("capabilities", DocumentJson.Object([.. capabilities.Select(one => (SettingWords.Name(one.Capability), (JsonNode?)SettingWords.Value(one.Capability, one.Most)))])),
            ("commands", DocumentJson.Array(capabilities.SelectMany(one => one.Commands.IsDefault ? [] : one.Commands))),
            ("reason", row.Reason),
            ("expires", DocumentJson.Time(row.Expires)));
    }
}
