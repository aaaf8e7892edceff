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
            .Says("The projects and what they hold.").Lists<Project>();
        routes.MapChange("POST", "/projects", AddAsync)
            .Says("Adds a project.").Takes<NewProject>().Answers<Project>();
        routes.MapChange("DELETE", "/projects/{name}", RemoveAsync)
            .Says("Removes a project that nothing uses.");
    }

    private static Task<object?> ListAsync(ApiCall call)
    {
        var query = ListQuery.Read(call);
        var projects = call.Service<PolicySource>().Current.Document.Projects.Where(project => query.Finds(project.Name));
        return Task.FromResult<object?>(query.Of(projects, project => project.Name, project => project));
    }

    private static async Task<object?> AddAsync(ApiCall call)
    {
        var asked = await call.ReadAsync<NewProject>();
        var validity = new Validity();
        asked.Check(validity, call.Service<PolicySource>().Current.Document);
        validity.Throw();
        await call.Service<PolicyStore>().ChangeAsync(
            async database =>
            {
                if (await database.Projects.AnyAsync(p => p.Name == asked.Name, call.Cancelled))
                {
                    throw ApiProblemException.Conflict($"There is a project {asked.Name} already.");
                }

                database.Projects.Add(new ProjectRow { Name = asked.Name, Scopes = PolicyJson.Write(asked.Scopes) });
                return true;
            },
            call.Cancelled);
        call.Change = $"Project {asked.Name} was added: {string.Join("; ", asked.Scopes.Select(ScopeWords.Of))}.";
        return new Project(asked.Name, asked.Scopes);
    }

    private static async Task<object?> RemoveAsync(ApiCall call)
    {
        var name = call.Route("name");
        await call.Service<PolicyStore>().ChangeAsync(
            async database =>
            {
                var row = await database.Projects.SingleOrDefaultAsync(p => p.Name == name, call.Cancelled)
                    ?? throw ApiProblemException.NotFound("project of that name");
                await DemandUnusedAsync(database, name, call.Cancelled);
                database.Projects.Remove(row);
                return true;
            },
            call.Cancelled);
        call.Change = $"Project {name} was removed.";
        return null;
    }

    /// <exception cref="ApiProblemException">409: something speaks of the project.</exception>
    public static async Task DemandUnusedAsync(SallyportDbContext database, string name, CancellationToken cancellationToken)
    {
        var policy = (await PolicyReader.ReadAsync(database, cancellationToken)).Document;
        if (policy.Assignments.Select(a => a.Scope).Concat(policy.Settings.Select(s => s.Place)).Concat(policy.Guardrails.Select(g => g.Place))
            .Any(scope => scope.Kind == ScopeKind.Project && scope.Project == name))
        {
            throw ApiProblemException.Conflict($"Project {name} is still used by assignments, settings or guardrails: remove those first.");
        }
    }
}
