using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Sallyport.Access.Policy;
using Sallyport.Hub.Api;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Policy.Documents;

/// <summary>Projects in files.</summary>
internal sealed class ProjectKind : DocumentKind
{
    public override string Name => "Project";

    public override async Task<IReadOnlyList<StoredObject>> LoadAsync(SallyportDbContext database, CancellationToken cancellationToken) =>
        [.. (await database.Projects.ToListAsync(cancellationToken)).Select(row => new StoredObject(this, row.Name, row, Try(() => Show(row))))];

    public override object Read(string name, JsonElement spec) => Read<ProjectChange>(spec).Of(name);

    public override void Check(Validity validity, string name, object spec, PolicyDocument policy) => ((NewProject)spec).Check(validity, policy);

    public override JsonObject Show(string name, object spec) => Show(Row((NewProject)spec));

    public override Task<IOwned> WriteAsync(SallyportDbContext database, StoredObject? there, string name, object spec, Author author)
    {
        var wanted = Row((NewProject)spec);
        if (there?.Row is ProjectRow row)
        {
            (row.Title, row.Scopes) = (wanted.Title, wanted.Scopes);
            return Task.FromResult<IOwned>(row);
        }

        database.Projects.Add(wanted);
        return Task.FromResult<IOwned>(wanted);
    }

    public override Task DemandUnusedAsync(SallyportDbContext database, string name, CancellationToken cancellationToken) =>
        ProjectEndpoints.DemandUnusedAsync(database, name, cancellationToken);

    private static ProjectRow Row(NewProject spec) => new()
    {
        Name = spec.Name,
        Title = spec.Title ?? "",
        Scopes = PolicyJson.Write(spec.Scopes.IsDefault ? [] : spec.Scopes),
    };

    private static JsonObject Show(ProjectRow row) => DocumentJson.Object(
        ("title", row.Title.Length == 0 ? null : row.Title),
        ("scopes", DocumentJson.Array(PolicyJson.Read<ImmutableArray<Scope>>(row.Scopes).Select(DocumentJson.Scope))));
}
