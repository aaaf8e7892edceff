using Microsoft.EntityFrameworkCore;
using Sallyport.Access.Decisions;
using Sallyport.Access.Policy;
using Sallyport.Hub.Api.Paging;
using Sallyport.Hub.Fleet;
using Sallyport.Hub.Policy;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Api;

/// <summary>An assignment as the API shows it.</summary>
internal sealed record AssignmentModel(Guid Id, string Role, string? User, string? Group, Scope Scope, DateTimeOffset? Expires, string? Name, string? Owner)
{
    /// <summary>What whoever just made it should know; left out otherwise.</summary>
    public IReadOnlyList<string>? Warnings { get; init; }

    public static AssignmentModel From(RoleAssignment assignment) => new(
        Guid.Parse(assignment.Id),
        assignment.Role,
        assignment.Subject.Kind == SubjectKind.User ? assignment.Subject.Name : null,
        assignment.Subject.Kind == SubjectKind.Group ? assignment.Subject.Name : null,
        assignment.Scope,
        assignment.Expires,
        assignment.Name.Length == 0 ? null : assignment.Name,
        assignment.Owner.Length == 0 ? null : assignment.Owner);
}

/// <summary>Who has which role where.</summary>
internal static class AssignmentEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapQuestion("GET", "/assignments", ApiAccess.OrganizationReader, ListAsync)
            .Says("Who has which role where.").Lists<AssignmentModel>()
            .Asks<string>("user", "Only of this user.")
            .Asks<string>("group", "Only of this group.")
            .Asks<string>("role", "Only of this role.")
            .Asks<string>("project", "Only at this project.")
            .Asks<string>("cluster", "Only at places that name this cluster, by a pattern or not.");
        routes.MapChange("POST", "/assignments", AddAsync)
            .Says("Gives a role to a user or a group, at a scope, for good or until a time.").Takes<NewAssignment>().Answers<AssignmentModel>();
        routes.MapChange("DELETE", "/assignments/{id}", RemoveAsync)
            .Says("Takes a role away.");
    }

    private static Task<object?> ListAsync(ApiCall call)
    {
        var query = ListQuery.Read(call, AssignmentFilter.Keys);
        var filter = new AssignmentFilter(query);
        var assignments = call.Service<PolicySource>().Current.Document.Assignments.Where(filter.Lets);
        return Task.FromResult<object?>(query.Of(assignments, AssignmentFilter.Key, AssignmentModel.From));
    }

    private static async Task<object?> AddAsync(ApiCall call)
    {
        var asked = await call.ReadAsync<NewAssignment>();
        var now = call.Service<TimeProvider>().GetUtcNow();
        var validity = new Validity();
        asked.Check(validity, call.Service<PolicySource>().Current.Document);
        validity.Future("expires", asked.Expires, now);
        validity.Throw();
        var row = new AssignmentRow
        {
            Id = Guid.NewGuid(),
            Role = asked.Role,
            SubjectKind = asked.User is null ? SubjectKind.Group : SubjectKind.User,
            SubjectName = (asked.User ?? asked.Group)!,
            Scope = PolicyJson.Write(asked.Scope),
            Expires = asked.Expires?.ToUniversalTime(),
            CreatedBy = call.User,
            CreatedAt = now,
        };
        await call.Service<PolicyStore>().ChangeAsync(
            database =>
            {
                database.Assignments.Add(row);
                return Task.FromResult(true);
            },
            call.Cancelled);
        call.Change = $"Assignment {row.Id} was added: {Words(row)}.";
        return new AssignmentModel(row.Id, row.Role, asked.User, asked.Group, asked.Scope, row.Expires, Name: null, Owner: null)
        {
            Warnings = ScopeCheck.Warnings(asked.Scope, call.Service<ClusterRegistry>()).ToArray() is { Length: > 0 } warnings ? warnings : null,
        };
    }

    private static async Task<object?> RemoveAsync(ApiCall call)
    {
        var id = Guid.TryParse(call.Route("id"), out var parsed) ? parsed : throw ApiProblemException.NotFound("assignment with that id");
        var removed = await call.Service<PolicyStore>().ChangeAsync(
            async database =>
            {
                var row = await database.Assignments.SingleOrDefaultAsync(a => a.Id == id, call.Cancelled)
                    ?? throw ApiProblemException.NotFound("assignment with that id");
                database.Assignments.Remove(row);
                return row;
            },
            call.Cancelled);
        call.Change = $"Assignment {id} was removed: {Words(removed)}.";
        return null;
    }

    private static string Words(AssignmentRow row) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{row.Role} to {row.SubjectKind.ToString().ToLowerInvariant()} {row.SubjectName} in {ScopeWords.Of(PolicyJson.Read<Scope>(row.Scope))}{(row.Expires is { } until ? $" until {until:u}" : "")}");
}
