using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Sallyport.Access.Decisions;
using Sallyport.Access.Policy;
using Sallyport.Hub.Api.Paging;
using Sallyport.Hub.Policy;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Api;

/// <summary>Projects.</summary>
internal static class ProjectEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapQuestion("GET", "/projects", ApiAccess.SignedIn, ListAsync)
            .Says("The projects that the caller has a role in and what they hold; all of them for readers.").Lists<ProjectModel>();
        routes.MapQuestion("GET", "/projects/{name}", ApiAccess.SignedIn, ShowAsync)
            .Says("One project.").Answers<ProjectModel>().Tagged();
        routes.MapChange("POST", "/projects", AddAsync)
            .Says("Adds a project.").Takes<NewProject>().Answers<ProjectModel>();
        routes.MapChange("PUT", "/projects/{name}", ReplaceAsync)
            .Says("Changes what a project holds, and its title.").Takes<ProjectChange>().Answers<ProjectModel>().Tagged();
        routes.MapChange("DELETE", "/projects/{name}", RemoveAsync)
            .Says("Removes a project that nothing uses.").Tagged();
    }

    private static Task<object?> ListAsync(ApiCall call)
    {
        var query = ListQuery.Read(call);
        var sight = call.Sight;
        var policy = call.Service<PolicySource>().Current.Document;
        var uses = ProjectUses.In(policy, sight);
        var projects = policy.Projects.Where(project => sight.Sees(project) && query.Finds(project.Name, project.Title));
        return Task.FromResult<object?>(query.Of(projects, project => project.Name, project => ProjectModel.From(project) with { Uses = uses(project.Name) }));
    }

    private static async Task<object?> ShowAsync(ApiCall call)
    {
        var policy = call.Service<PolicySource>().Current.Document;
        var project = policy.Projects.FirstOrDefault(project => project.Name == call.Route("name"));
        if (project is null || !call.Sight.Sees(project))
        {
            throw NotThere();
        }

        await using var database = await call.Service<IDbContextFactory<SallyportDbContext>>().CreateDbContextAsync(call.Cancelled);
        Precondition.Tag(call.Http, EntityTag.Of(await FindAsync(database, call)));
        return ProjectModel.From(project) with { Uses = ProjectUses.In(policy, call.Sight)(project.Name) };
    }

    private static async Task<object?> AddAsync(ApiCall call)
    {
        var asked = await call.ReadAsync<NewProject>();
        Check(call, asked);
        var row = await call.ChangeAsync(
            async database =>
            {
                if (await database.Projects.AnyAsync(p => p.Name == asked.Name, call.Cancelled))
                {
                    throw ApiProblemException.Conflict($"There is a project {asked.Name} already.");
                }

                return database.Projects.Add(new ProjectRow { Name = asked.Name, Title = asked.Title ?? "", Scopes = PolicyJson.Write(asked.Scopes) }).Entity;
            });
        call.Change = $"Project {asked.Name} was added: {Words(row)}.";
        return Shown(call, row);
    }

    private static async Task<object?> ReplaceAsync(ApiCall call)
    {
        var asked = await call.ReadAsync<ProjectChange>();
        var name = call.Route("name");
        Check(call, asked.Of(name));
        var before = "";
        var row = await call.ChangeAsync(
            async database =>
            {
                var row = await FindAsync(database, call);
                Precondition.Demand(call.Http, $"Project {name}", EntityTag.Of(row));
                before = Words(row);
                (row.Title, row.Scopes) = (asked.Title ?? "", PolicyJson.Write(asked.Scopes));
                return row;
            });
        call.Change = $"Project {name} holds {Words(row)}. Before: {before}.";
        return Shown(call, row);
    }

    private static async Task<object?> RemoveAsync(ApiCall call)
    {
        var name = call.Route("name");
        await call.ChangeAsync(
            async database =>
            {
                var row = await FindAsync(database, call);
                Precondition.Demand(call.Http, $"Project {name}", EntityTag.Of(row));
                await DemandUnusedAsync(database, name, call.Cancelled);
                database.Projects.Remove(row);
                return true;
            });
        call.Change = $"Project {name} was removed.";
        return null;
    }

    private static void Check(ApiCall call, NewProject asked)
    {
        var validity = new Validity();
        asked.Check(validity, call.Service<PolicySource>().Current.Document);
        validity.Throw();
    }

    private static ProjectModel Shown(ApiCall call, ProjectRow row)
    {
        Precondition.Tag(call.Http, EntityTag.Of(row));
        return ProjectModel.From(new Project(row.Name, PolicyJson.Read<ImmutableArray<Scope>>(row.Scopes)) { Title = row.Title, Owner = row.Owner });
    }

    private static async Task<ProjectRow> FindAsync(SallyportDbContext database, ApiCall call)
    {
        var name = call.Route("name");
        return await database.Projects.SingleOrDefaultAsync(p => p.Name == name, call.Cancelled) ?? throw NotThere();
    }

    private static ApiProblemException NotThere() => ApiProblemException.NotFound("project of that name");

    /// <summary>One that cannot be read holds nothing, and can be mended.</summary>
    private static string Words(ProjectRow row)
    {
        try
        {
            return $"{(row.Title.Length == 0 ? "" : $"\"{row.Title}\", ")}{string.Join("; ", PolicyJson.Read<Scope[]>(row.Scopes).Select(ScopeWords.Of))}";
        }
        catch (System.Text.Json.JsonException)
        {
            return "what could not be read";
        }
    }

    /// <exception cref="ApiProblemException">409: something speaks of the project.</exception>
    public static async Task DemandUnusedAsync(SallyportDbContext database, string name, CancellationToken cancellationToken)
    {
        var policy = (await PolicyReader.ReadAsync(database, cancellationToken)).Document;
        if (policy.Assignments.Select(a => a.Scope).Concat(policy.Settings.Select(s => s.Place)).Concat(policy.Guardrails.Select(g => g.Place))
            .Concat(policy.Delegations.Select(d => d.Scope))
            .Any(scope => scope.Kind == ScopeKind.Project && scope.Project == name))
        {
            throw ApiProblemException.Conflict($"Project {name} is still used by assignments, settings, guardrails or delegations: remove those first.");
        }
    }
}
