using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Sallyport.Access.Policy;
using Sallyport.Hub.Api;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Policy.Documents;

/// <summary>Custom roles in files.</summary>
internal sealed class RoleKind : DocumentKind
{
    public override string Name => "Role";

    public override string? NameProblem(string name) => BuiltInRoles.Find(name) is null
        ? base.NameProblem(name)
        : $"Role {name} is built in and stays as it is: make one under another name.";

    public override async Task<IReadOnlyList<StoredObject>> LoadAsync(SallyportDbContext database, CancellationToken cancellationToken) =>
        [.. (await database.Roles.ToListAsync(cancellationToken)).Select(row => new StoredObject(this, row.Name, row, Try(() => Show(row))))];

    public override object Read(string name, JsonElement spec) => Read<RoleChange>(spec);

    public override void Check(Validity validity, string name, object spec, PolicyDocument policy)
    {
        var role = (RoleChange)spec;
        role.Check(validity);
        if (policy.Roles.FirstOrDefault(known => known.Name == name) is { } known && RoleValidation.ProblemOf(known) is { } problem)
        {
            validity.Demand(false, problem);
        }
    }

    public override JsonObject Show(string name, object spec) => Show(((RoleChange)spec).ToRow(name));

    public override async Task<IOwned> WriteAsync(SallyportDbContext database, StoredObject? there, string name, object spec, Author author)
    {
        var wanted = ((RoleChange)spec).ToRow(name);
        await RoleWriting.PutAsync(database, there?.Row as RoleRow, wanted, author.Cancelled);
        return there?.Row ?? wanted;
    }

    public override Task DemandUnusedAsync(SallyportDbContext database, string name, CancellationToken cancellationToken) =>
        RoleWriting.DemandUnusedAsync(database, name, cancellationToken);

    private static JsonObject Show(RoleRow row) => DocumentJson.Object(
        ("title", row.Title == row.Name ? null : row.Title),
        ("readOnly", row.ReadOnly),
        ("rules", DocumentJson.Rules(row.Rules)),
        ("clusterRules", DocumentJson.Rules(row.ClusterRules)),
        ("wholeClusterRules", DocumentJson.Rules(row.WholeClusterRules)),
        ("administersProjects", row.AdministersProjects ? true : null));
}
