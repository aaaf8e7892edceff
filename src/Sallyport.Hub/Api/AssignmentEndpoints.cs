using Microsoft.EntityFrameworkCore;
using Sallyport.Access.Authority;
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
        routes.MapQuestion("GET", "/assignments", ApiAccess.SignedIn, ListAsync)
            .Says("Who has which role where, as far as the caller may see it.").Lists<AssignmentModel>()
            .Asks<string>("user", "Only of this user.")
            .Asks<string>("group", "Only of this group.")
            .Asks<string>("role", "Only of this role.")
            .Asks<string>("project", "Only at this project.")
            .Asks<string>("cluster", "Only at places that name this cluster, by a pattern or not.");
        routes.MapQuestion("GET", "/assignments/{id}", ApiAccess.SignedIn, ShowAsync)
            .Says("One assignment.").Answers<AssignmentModel>().Tagged();
        routes.MapChange("POST", "/assignments", AddAsync, ApiAccess.Steward)
            .Says("Gives a role to a user or a group, at a scope, for good or until a time.").Takes<NewAssignment>().Answers<AssignmentModel>();
        routes.MapChange("DELETE", "/assignments/{id}", RemoveAsync, ApiAccess.Steward)
            .Says("Takes a role away.").Tagged();
    }

    private static Task<object?> ListAsync(ApiCall call)
    {
        var query = ListQuery.Read(call, AssignmentFilter.Keys);
        var filter = new AssignmentFilter(query);
        var sight = call.Sight;
        var assignments = call.Service<PolicySource>().Current.Document.Assignments.Where(assignment => sight.Sees(assignment) && filter.Lets(assignment));
        return Task.FromResult<object?>(query.Of(assignments, AssignmentFilter.Key, AssignmentModel.From));
    }

    private static async Task<object?> ShowAsync(ApiCall call)
    {
        var id = Id(call);
        var assignment = call.Service<PolicySource>().Current.Document.Assignments.FirstOrDefault(assignment => assignment.Id == id.ToString());
        if (assignment is null || !call.Sight.Sees(assignment))
        {
            throw ApiProblemException.NotFound("assignment with that id");
        }

        await using var database = await call.Service<IDbContextFactory<SallyportDbContext>>().CreateDbContextAsync(call.Cancelled);
        Precondition.Tag(call.Http, EntityTag.Of(await FindAsync(database, id, call.Cancelled)));
        return AssignmentModel.From(assignment);
    }

    private static async Task<object?> AddAsync(ApiCall call)
    {
        var asked = await call.ReadAsync<NewAssignment>();
        var now = call.Service<TimeProvider>().GetUtcNow();
        var validity = new Validity();
        asked.Check(validity, call.Service<PolicySource>().Current.Document);
        validity.Future("expires", asked.Expires, now);
        validity.Throw();
        var row = asked.ToRow(call.User, now);
        var given = RowReader.Assignment(row, asked.Scope);
        await call.Service<PolicyStore>().ChangeAsync(
            async database =>
            {
                await call.DemandAsync(database, _ => new AssignmentGiven(given));
                return database.Assignments.Add(row).Entity;
            },
            call.Cancelled);
        Precondition.Tag(call.Http, EntityTag.Of(row));
        call.Change = $"Assignment {row.Id} was added: {Words(row)}.";
        return new AssignmentModel(row.Id, row.Role, asked.User, asked.Group, asked.Scope, row.Expires, Name: null, Owner: null)
        {
            Warnings = ScopeCheck.Warnings(asked.Scope, call.Service<ClusterRegistry>()).ToArray() is { Length: > 0 } warnings ? warnings : null,
        };
    }

    private static async Task<object?> RemoveAsync(ApiCall call)
    {
        var id = Id(call);
        var removed = await call.Service<PolicyStore>().ChangeAsync(
            async database =>
            {
                await call.DemandAsync(database, before => Taking(call, before, id));
                var row = await FindAsync(database, id, call.Cancelled);
                Precondition.Demand(call.Http, "The assignment", EntityTag.Of(row));
                database.Assignments.Remove(row);
                return row;
            },
            call.Cancelled);
        call.Change = $"Assignment {id} was removed: {Words(removed)}.";
        return null;
    }

    /// <summary>To whom may not see it, it is not there. One that cannot be read is for Organization Admins to clear away.</summary>
    private static PolicyChange Taking(ApiCall call, AccessSnapshot before, Guid id)
    {
        var assignment = before.Document.Assignments.FirstOrDefault(assignment => assignment.Id == id.ToString());
        return assignment is not null && call.Sight.Sees(assignment) ? new AssignmentTaken(assignment)
            : call.Sight.SeesAll ? new OrganizationChange()
            : throw ApiProblemException.NotFound("assignment with that id");
    }

    private static Guid Id(ApiCall call) =>
        Guid.TryParse(call.Route("id"), out var id) ? id : throw ApiProblemException.NotFound("assignment with that id");

    private static async Task<AssignmentRow> FindAsync(SallyportDbContext database, Guid id, CancellationToken cancellationToken) =>
        await database.Assignments.SingleOrDefaultAsync(a => a.Id == id, cancellationToken) ?? throw ApiProblemException.NotFound("assignment with that id");

    private static string Words(AssignmentRow row) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{row.Role} to {row.SubjectKind.ToString().ToLowerInvariant()} {row.SubjectName} in {ScopeWords.Of(PolicyJson.Read<Scope>(row.Scope))}{(row.Expires is { } until ? $" until {until:u}" : "")}");
}
