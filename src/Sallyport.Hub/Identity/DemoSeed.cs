using Microsoft.EntityFrameworkCore;
using Sallyport.Access.Policy;
using Sallyport.Hub.Policy;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Identity;

/// <summary>The three people of the demo and the project they share. What is there already is left as it is.</summary>
internal sealed class DemoSeed(IDbContextFactory<SallyportDbContext> store, PolicyStore policy, TimeProvider time)
{
    /// <summary>The demo's people: an Organization Admin, a read-only developer and a project admin.</summary>
    public static IReadOnlyList<string> People { get; } = ["admin", "developer", "project-admin"];

    private const string Project = "shop";

    /// <returns>Whether they were made now, and not at an earlier start.</returns>
    public async Task<bool> ApplyAsync(CancellationToken cancellationToken)
    {
        await using var now = await store.CreateDbContextAsync(cancellationToken);
        return !await now.Users.AnyAsync(cancellationToken) && await SeedAsync(cancellationToken);
    }

    private Task<bool> SeedAsync(CancellationToken cancellationToken) => policy.ChangeAsync(
        database =>
        {
            var project = new Scope { Kind = ScopeKind.Project, Project = Project };
            database.Projects.Add(new ProjectRow
            {
                Name = Project,
                Scopes = PolicyJson.Write(new[]
                {
                    new Scope { Kind = ScopeKind.Namespace, Namespaces = ["shop", "shop-*", "default"] },
                }),
            });
            Add(database, "admin", "organization-admin", Scope.Organization);
            Add(database, "developer", "project-read-only", project);
            Add(database, "project-admin", "project-admin", project);
            return Task.FromResult(true);
        },
        cancellationToken);

    private void Add(SallyportDbContext database, string user, string role, Scope scope)
    {
        var now = time.GetUtcNow();
        database.Users.Add(new UserRow { Name = user, CreatedAt = now });
        database.Assignments.Add(new AssignmentRow
        {
            Id = Guid.NewGuid(),
            Role = role,
            SubjectKind = SubjectKind.User,
            SubjectName = user,
            Scope = PolicyJson.Write(scope),
            CreatedBy = "demo",
            CreatedAt = now,
        });
    }
}
