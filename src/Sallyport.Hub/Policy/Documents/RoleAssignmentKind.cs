using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Sallyport.Access.Policy;
using Sallyport.Hub.Api;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Policy.Documents;

/// <summary>Role assignments in files.</summary>
internal sealed class RoleAssignmentKind : DocumentKind
{
    public override string Name => "RoleAssignment";

    public override async Task<IReadOnlyList<StoredObject>> LoadAsync(SallyportDbContext database, CancellationToken cancellationToken) =>
    [
        .. (await database.Assignments.OrderBy(a => a.CreatedAt).ThenBy(a => a.Id).ToListAsync(cancellationToken)).Select(row =>
            new StoredObject(this, row.Name ?? NameOf(row.Id, row.Role, row.SubjectName), row, Try(() => Show(row)))
            {
                Content = row.Name is null ? Content(row) : null,
            }),
    ];

    public override object Read(string name, JsonElement spec) => Read<NewAssignment>(spec);

    public override void Check(Validity validity, string name, object spec, PolicyDocument policy) => ((NewAssignment)spec).Check(validity, policy);

    public override JsonObject Show(string name, object spec) => Show(Fill(new AssignmentRow { Role = "", SubjectName = "", Scope = "", CreatedBy = "" }, (NewAssignment)spec));

    public override DateTimeOffset? EndOf(object spec) => ((NewAssignment)spec).Expires;

    public override string ContentOf(object spec) => Content(Fill(new AssignmentRow { Role = "", SubjectName = "", Scope = "", CreatedBy = "" }, (NewAssignment)spec));

    public override Task<IOwned> WriteAsync(SallyportDbContext database, StoredObject? there, string name, object spec, Author author)
    {
        var row = there?.Row as AssignmentRow;
        if (row is null)
        {
            row = new AssignmentRow { Id = Guid.NewGuid(), Role = "", SubjectName = "", Scope = "", CreatedBy = author.User, CreatedAt = author.Now };
            database.Assignments.Add(row);
        }

        Fill(row, (NewAssignment)spec).Name = name;
        return Task.FromResult<IOwned>(row);
    }

    private static AssignmentRow Fill(AssignmentRow row, NewAssignment spec)
    {
        (row.Role, row.Scope, row.Expires) = (spec.Role, PolicyJson.Write(spec.Scope), spec.Expires?.ToUniversalTime());
        (row.SubjectKind, row.SubjectName) = spec.User is null ? (SubjectKind.Group, spec.Group ?? "") : (SubjectKind.User, spec.User);
        return row;
    }

    private static string Content(AssignmentRow row) => $"{row.Role} {row.SubjectKind} {row.SubjectName} {row.Scope}";

    private static JsonObject Show(AssignmentRow row) => DocumentJson.Object(
        ("role", row.Role),
        ("user", row.SubjectKind == SubjectKind.User ? row.SubjectName : null),
        ("group", row.SubjectKind == SubjectKind.Group ? row.SubjectName : null),
        ("scope", DocumentJson.Scope(row.Scope)),
        ("expires", DocumentJson.Time(row.Expires)));
}
