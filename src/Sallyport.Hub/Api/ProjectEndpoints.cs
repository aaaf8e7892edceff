using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Sallyport.Access.Decisions;
using Sallyport.Access.Policy;
using Sallyport.Hub.Gateway;
using Sallyport.Hub.Policy;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Api;

/// <summary>Projects.</summary>
internal static class ProjectEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapQuestion("GET", "/projects", ApiAccess.SignedIn, ListAsync);
        routes.MapChange("POST", "/projects", AddAsync);
        routes.MapChange("DELETE", "/projects/{name}", RemoveAsync);
    }

    private static Task<object?> ListAsync(ApiCall call) =>
        Task.FromResult<object?>(call.Service<PolicySource>().Current.Document.Projects);

    private static async Task<object?> AddAsync(ApiCall call)
    {
        var asked = await call.ReadAsync<NewProject>();
        var policy = call.Service<PolicySource>().Current.Document;
        var validity = new Validity();
        validity.Demand(DnsLabel.IsValid(asked.Name), "A project's name is a DNS label: up to 63 lower-case letters, digits and '-'.");
        validity.Demand(!asked.Scopes.IsDefaultOrEmpty, "A project holds at least one scope.");
        foreach (var scope in asked.Scopes.IsDefault ? [] : asked.Scopes)
        {
            validity.Demand(scope.Kind is ScopeKind.Cluster or ScopeKind.Namespace, "A project holds scopes of kind cluster or namespace.");
            ScopeCheck.Check(validity, "A scope", scope, policy);
        }

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
                var policy = (await PolicyReader.ReadAsync(database, call.Cancelled)).Document;
                if (policy.Assignments.Select(a => a.Scope).Concat(policy.Settings.Select(s => s.Place)).Concat(policy.Guardrails.Select(g => g.Place))
                    .Any(scope => scope.Kind == ScopeKind.Project && scope.Project == name))
                {
                    throw ApiProblemException.Conflict($"Project {name} is still used by assignments, settings or guardrails: remove those first.");
                }

                database.Projects.Remove(row);
                return true;
            },
            call.Cancelled);
        call.Change = $"Project {name} was removed.";
        return null;
    }

    private sealed record NewProject(string Name, ImmutableArray<Scope> Scopes);
}
