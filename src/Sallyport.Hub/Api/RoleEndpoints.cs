using Microsoft.EntityFrameworkCore;
using Sallyport.Access.Policy;
using Sallyport.Hub.Api.Paging;
using Sallyport.Hub.Policy;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Api;

/// <summary>Roles: the built-in ones to look at, custom ones to write.</summary>
internal static class RoleEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapQuestion("GET", "/roles", ApiAccess.SignedIn, ListAsync)
            .Says("The roles that the caller has or may give, and the built-in ones; all of them for readers.").Lists<RoleSummary>()
            .Asks<bool>("builtIn", "Only the built-in ones, or the others.");
        routes.MapQuestion("GET", "/roles/{name}", ApiAccess.SignedIn, ShowAsync)
            .Says("One role, rule by rule.").Answers<RoleModel>().Tagged();
        routes.MapChange("PUT", "/roles/{name}", PutAsync)
            .Says("Makes or replaces a custom role.").Takes<RoleChange>().Answers<WrittenRole>().Tagged();
        routes.MapChange("DELETE", "/roles/{name}", RemoveAsync)
            .Says("Removes a custom role that nobody has.").Tagged();
    }

    private static Task<object?> ListAsync(ApiCall call)
    {
        var query = ListQuery.Read(call, "builtIn");
        var builtIn = query.Flag("builtIn");
        var roles = All(call).Where(role => query.Finds(role.Name, role.Title) && (builtIn is null || builtIn == IsBuiltIn(role)));
        return Task.FromResult<object?>(query.Of(roles, role => role.Name, RoleSummary.From));
    }

    private static Task<object?> ShowAsync(ApiCall call)
    {
        var role = All(call).FirstOrDefault(role => role.Name == call.Route("name")) ?? throw ApiProblemException.NotFound("role of that name");
        Precondition.Tag(call.Http, role.Version);
        return Task.FromResult<object?>(RoleModel.From(role));
    }

    private static async Task<object?> PutAsync(ApiCall call)
    {
        var name = Custom(call);
        var asked = await call.ReadAsync<RoleChange>();
        var validity = new Validity();
        asked.Check(validity);
        validity.Throw();
        var wanted = asked.ToRow(name);
        var before = await call.ChangeAsync(
            async database =>
            {
                var row = await database.Roles.SingleOrDefaultAsync(r => r.Name == name, call.Cancelled);
                Precondition.Demand(call.Http, $"Role {name}", row?.Version);
                return await RoleWriting.PutAsync(database, row, wanted, call.Cancelled);
            });
        call.Change = before is null
            ? $"Role {name} was made: {Words(wanted)}."
            : $"Role {name} is {Words(wanted)}. Before: {Words(before)}.";
        Precondition.Tag(call.Http, wanted.Version);
        return new WrittenRole(name, wanted.Version);
    }

    private static async Task<object?> RemoveAsync(ApiCall call)
    {
        var name = Custom(call);
        var removed = await call.ChangeAsync(
            async database =>
            {
                var row = await database.Roles.SingleOrDefaultAsync(r => r.Name == name, call.Cancelled)
                    ?? throw ApiProblemException.NotFound("role of that name");
                Precondition.Demand(call.Http, $"Role {name}", row.Version);
                await RoleWriting.DemandUnusedAsync(database, name, call.Cancelled);
                database.Roles.Remove(row);
                return row;
            });
        call.Change = $"Role {name} was removed; it was {Words(removed)}.";
        return null;
    }

    private static bool IsBuiltIn(Role role) => BuiltInRoles.Find(role.Name) is not null;

    private static IEnumerable<Role> All(ApiCall call)
    {
        var sight = call.Sight;
        return BuiltInRoles.All.Concat(call.Service<PolicySource>().Current.Document.Roles.Where(sight.Sees));
    }

    private static string Custom(ApiCall call) => call.Route("name") is var name && BuiltInRoles.Find(name) is null
        ? name
        : throw ApiProblemException.Conflict($"Role {name} is built in and stays as it is: make one under another name.");

    private static string Words(RoleRow row) =>
        $"\"{row.Title}\", {(row.ReadOnly ? "read-only" : "not read-only")}, version {row.Version}: {Words(row.Rules)}, and of the cluster {Words(row.ClusterRules)}"
        + (row.WholeClusterRules == "[]" ? "" : $", of whole clusters {Words(row.WholeClusterRules)}")
        + (row.AdministersProjects ? ", administers projects" : "");

    private static string Words(string rules) => RuleWords.Of(PolicyJson.Read<PolicyRule[]>(rules));
}
