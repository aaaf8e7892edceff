using Microsoft.EntityFrameworkCore;
using Sallyport.Access.Decisions;
using Sallyport.Access.Policy;
using Sallyport.Hub.Api.Paging;
using Sallyport.Hub.Policy;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Api;

/// <summary>Who else may relax which setting where: written down by Organization Admins.</summary>
internal static class DelegationEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapQuestion("GET", "/delegations", ApiAccess.SignedIn, ListAsync)
            .Says("Who may relax which setting where; those of the caller, all of them for readers.").Lists<DelegationModel>();
        routes.MapQuestion("GET", "/delegations/{id}", ApiAccess.SignedIn, ShowAsync)
            .Says("One delegation.").Answers<DelegationModel>().Tagged();
        routes.MapChange("POST", "/delegations", AddAsync)
            .Says("Lets a user or a group relax settings at a scope, as far as it says, for good or until a time.").Takes<DelegationChange>().Answers<DelegationModel>();
        routes.MapChange("PUT", "/delegations/{id}", ReplaceAsync)
            .Says("Replaces a delegation; what was set under it counts as far as it still reaches.").Takes<DelegationChange>().Answers<DelegationModel>().Tagged();
        routes.MapChange("DELETE", "/delegations/{id}", RemoveAsync)
            .Says("Takes a delegation back, with every setting that was made under it.").Tagged();
    }

    private static Task<object?> ListAsync(ApiCall call)
    {
        var query = ListQuery.Read(call);
        var sight = call.Sight;
        var delegations = call.Service<PolicySource>().Current.Document.Delegations
            .Where(one => sight.Sees(one) && query.Finds(one.Subject.Name, one.Reason, one.MadeBy, ScopeWords.Of(one.Scope)));
        return Task.FromResult<object?>(query.Of(delegations, one => string.Join('\0', one.Subject.Name, one.Id), DelegationModel.From));
    }

    private static async Task<object?> ShowAsync(ApiCall call)
    {
        var id = Id(call);
        var delegation = call.Service<PolicySource>().Current.Document.Delegations.FirstOrDefault(one => one.Id == id.ToString());
        if (delegation is null || !call.Sight.Sees(delegation))
        {
            throw NotThere();
        }

        await using var database = await call.Service<IDbContextFactory<SallyportDbContext>>().CreateDbContextAsync(call.Cancelled);
        Precondition.Tag(call.Http, EntityTag.Of(await FindAsync(database, id, call.Cancelled)));
        return DelegationModel.From(delegation);
    }

    private static async Task<object?> AddAsync(ApiCall call)
    {
        var asked = await ReadAsync(call);
        var row = new DelegationRow
        {
            Id = Guid.NewGuid(),
            SubjectName = "",
            Scope = "",
            Capabilities = "",
            MadeBy = call.User,
            MadeAt = call.Service<TimeProvider>().GetUtcNow(),
        };
        asked.WriteTo(row);
        await call.ChangeAsync(database => Task.FromResult(database.Delegations.Add(row)));
        call.Change = $"Delegation {row.Id} was made: {Words(row)}.";
        return Shown(call, row);
    }

    private static async Task<object?> ReplaceAsync(ApiCall call)
    {
        var id = Id(call);
        var asked = await ReadAsync(call);
        var before = "";
        var row = await call.ChangeAsync(
            async database =>
            {
                var row = await FindAsync(database, id, call.Cancelled);
                Precondition.Demand(call.Http, "The delegation", EntityTag.Of(row));
                before = Words(row);
                asked.WriteTo(row);
                return row;
            });
        call.Change = $"Delegation {id} is: {Words(row)}. Before: {before}.";
        return Shown(call, row);
    }

    private static async Task<object?> RemoveAsync(ApiCall call)
    {
        var id = Id(call);
        var (row, settings) = await call.ChangeAsync(
            async database =>
            {
                var row = await FindAsync(database, id, call.Cancelled);
                Precondition.Demand(call.Http, "The delegation", EntityTag.Of(row));
                return (row, await DelegationRemoval.RemoveAsync(database, row, call.Cancelled));
            });
        call.Change = $"Delegation {id} was removed, with {settings.Count} settings made under it: {Words(row)}.";
        return null;
    }

    private static async Task<DelegationChange> ReadAsync(ApiCall call)
    {
        var asked = await call.ReadAsync<DelegationChange>();
        var validity = new Validity();
        asked.Check(validity, call.Service<PolicySource>().Current.Document);
        validity.Future("expires", asked.Expires, call.Service<TimeProvider>().GetUtcNow());
        validity.Throw();
        return asked;
    }

    private static DelegationModel Shown(ApiCall call, DelegationRow row)
    {
        Precondition.Tag(call.Http, EntityTag.Of(row));
        return DelegationModel.From(RowReader.Delegation(row, PolicyJson.Read<Scope>(row.Scope)));
    }

    private static Guid Id(ApiCall call) => Guid.TryParse(call.Route("id"), out var id) ? id : throw NotThere();

    private static async Task<DelegationRow> FindAsync(SallyportDbContext database, Guid id, CancellationToken cancellationToken) =>
        await database.Delegations.SingleOrDefaultAsync(one => one.Id == id, cancellationToken) ?? throw NotThere();

    private static ApiProblemException NotThere() => ApiProblemException.NotFound("delegation with that id");

    /// <summary>One that cannot be read lets nobody do anything, and must still be possible to remove.</summary>
    private static string Words(DelegationRow row)
    {
        try
        {
            var most = PolicyJson.Read<DelegatedCapability[]>(row.Capabilities)
                .Select(one => $"{SettingWords.Name(one.Capability)} up to {SettingWords.Value(one.Capability, one.Most)}"
                    + (one.Commands.IsDefaultOrEmpty ? "" : $" ({string.Join(", ", one.Commands.Select(command => $"\"{command}\""))})"));
            return string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{row.SubjectKind.ToString().ToLowerInvariant()} {row.SubjectName} may set {string.Join(", ", most)} in {ScopeWords.Of(PolicyJson.Read<Scope>(row.Scope))}{(row.Expires is { } until ? $" until {until:u}" : "")} (\"{row.Reason}\")");
        }
        catch (System.Text.Json.JsonException)
        {
            return "it could not be read, and let nobody do anything";
        }
    }
}
