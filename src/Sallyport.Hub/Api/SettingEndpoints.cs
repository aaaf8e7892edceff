using Microsoft.EntityFrameworkCore;
using Sallyport.Access.Authority;
using Sallyport.Access.Decisions;
using Sallyport.Access.Policy;
using Sallyport.Hub.Api.Paging;
using Sallyport.Hub.Fleet;
using Sallyport.Hub.Policy;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Api;

/// <summary>What read-only roles get of Secrets, shell and port-forward.</summary>
internal static class SettingEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapQuestion("GET", "/settings", ApiAccess.SignedIn, ShowAsync)
            .Says("What read-only roles get of Secrets, shell and port-forward, with every exception that the caller may see.").Answers<SettingsModel>();
        routes.MapQuestion("GET", "/settings/exceptions", ApiAccess.SignedIn, ListExceptionsAsync)
            .Says("The exceptions to the organization's settings, setting by setting, as far as the caller may see them.").Lists<ListedException>()
            .Asks<string>("setting", "Only of secrets, shell or port-forward.")
            .Asks<string>("group", "Only for this group.")
            .Asks<string>("role", "Only for this role.")
            .Asks<string>("project", "Only at this project.")
            .Asks<string>("cluster", "Only at places that name this cluster, by a pattern or not.");
        routes.MapQuestion("GET", "/settings/exceptions/{id}", ApiAccess.SignedIn, ShowOneAsync)
            .Says("One exception, or the organization's own setting.").Answers<ListedException>().Tagged();
        routes.MapChange("PUT", "/settings/ask-text", SetAskTextAsync)
            .Says("Changes the next step that refusals name.").Takes<AskText>();
        routes.MapChange("PUT", "/settings/{setting}", SetAsync, ApiAccess.Steward)
            .Says("Sets secrets, shell or port-forward, at a place, for a subject, for good or until a time.").Takes<SettingChange>().Answers<WrittenSetting>().Tagged();
        routes.MapChange("DELETE", "/settings/exceptions/{id}", RemoveAsync, ApiAccess.Steward)
            .Says("Takes an exception back.").Tagged();
    }

    private static Task<object?> ShowAsync(ApiCall call)
    {
        var policy = Seen(call);
        return Task.FromResult<object?>(new SettingsModel(
            SettingModel.Of(Capability.Secrets, policy),
            SettingModel.Of(Capability.Shell, policy),
            SettingModel.Of(Capability.PortForward, policy),
            policy.AskText));
    }

    private static Task<object?> ListExceptionsAsync(ApiCall call)
    {
        var query = ListQuery.Read(call, ExceptionFilter.Keys);
        var exceptions = new ExceptionFilter(query).Of(Seen(call));
        return Task.FromResult<object?>(query.Of(exceptions, ExceptionFilter.Key, exception => exception));
    }

    private static async Task<object?> ShowOneAsync(ApiCall call)
    {
        var id = Id(call);
        var setting = Seen(call).Settings.FirstOrDefault(setting => setting.Id == id.ToString()) ?? throw ApiProblemException.NotFound("setting with that id");
        await using var database = await call.Service<IDbContextFactory<SallyportDbContext>>().CreateDbContextAsync(call.Cancelled);
        Precondition.Tag(call.Http, EntityTag.Of(await FindAsync(database, id, call.Cancelled)));
        return new ListedException(SettingWords.Name(setting.Capability), SettingException.From(setting.Capability, setting));
    }

    private static async Task<object?> SetAskTextAsync(ApiCall call)
    {
        var asked = await call.ReadAsync<AskText>();
        var validity = new Validity();
        validity.Demand(asked.Value.Length <= SettingChange.LongestText && !asked.Value.Any(char.IsControl), $"value is one line of up to {SettingChange.LongestText} characters.");
        validity.Throw();
        var before = await call.ChangeAsync(
            async database =>
            {
                var organization = await database.Organization.SingleAsync(call.Cancelled);
                var before = organization.AskText;
                organization.AskText = asked.Value;
                return before;
            });
        call.Change = $"ask-text went from \"{before}\" to \"{asked.Value}\".";
        return null;
    }

    private static async Task<object?> SetAsync(ApiCall call)
    {
        var capability = SettingWords.Capability(call.Route("setting"))
            ?? throw ApiProblemException.NotFound("setting of that name: there are secrets, shell, port-forward and ask-text");
        var asked = await call.ReadAsync<SettingChange>();
        var now = call.Service<TimeProvider>().GetUtcNow();
        var validity = new Validity();
        asked.Check(validity, capability, call.Service<PolicySource>().Current.Document);
        validity.Future("expires", asked.Expires, now);
        validity.Throw();
        var row = asked.ToRow(capability, call.User, now);
        var done = await call.Service<PolicyStore>().ChangeAsync(
            async database =>
            {
                var answer = await call.DemandAsync(database, _ => new SettingMade(RowReader.Setting(row, asked.Place ?? Scope.Organization)));
                row.TightenedBy = answer.Basis == AuthorityBasis.Project ? answer.Under : "";
                row.Delegation = answer.Basis == AuthorityBasis.Delegation ? Guid.Parse(answer.Under) : null;
                var there = await SettingReplacement.ThereAsync(database, row, call.Cancelled);
                Precondition.Demand(call.Http, "The setting", [.. there.Where(other => other.TightenedBy == row.TightenedBy).Select(EntityTag.Of)]);
                return await SettingReplacement.ApplyAsync(database, row, call.Cancelled);
            },
            call.Cancelled);
        call.Change = $"{SettingWords.Name(capability)} is {SettingWords.Value(row)} {SettingWords.Where(row)}{SettingWords.Right(row)}; "
            + (done.Replaced.Count == 0 ? "nothing was set there before." : $"before: {string.Join(", ", done.Replaced.Select(SettingWords.Value))}.");
        Precondition.Tag(call.Http, EntityTag.Of(row));
        return new WrittenSetting(
            row.Id,
            [.. ListedCommandsCheck.Warnings(asked.Commands), .. ScopeCheck.Warnings(asked.Place, call.Service<ClusterRegistry>()), .. done.Warnings]);
    }

    private static async Task<object?> RemoveAsync(ApiCall call)
    {
        var id = Id(call);
        var removed = await call.Service<PolicyStore>().ChangeAsync(
            async database =>
            {
                await call.DemandAsync(database, before => new SettingTaken(Find(call, before, id)));
                var row = await FindAsync(database, id, call.Cancelled);
                Precondition.Demand(call.Http, "The setting", EntityTag.Of(row));
                database.Settings.Remove(row);
                return row;
            },
            call.Cancelled);
        call.Change = $"{SettingWords.Name(removed.Capability)} is no longer {SettingWords.Value(removed)} {SettingWords.Where(removed)}{SettingWords.Right(removed)}.";
        return null;
    }

    /// <summary>The policy with those settings alone that the caller may see.</summary>
    private static PolicyDocument Seen(ApiCall call)
    {
        var policy = call.Service<PolicySource>().Current.Document;
        var sight = call.Sight;
        return sight.SeesAll ? policy : policy with { Settings = [.. policy.Settings.Where(sight.Sees)] };
    }

    private static AccessSetting Find(ApiCall call, AccessSnapshot before, Guid id) =>
        before.Document.Settings.FirstOrDefault(setting => setting.Id == id.ToString() && call.Sight.Sees(setting))
        ?? throw ApiProblemException.NotFound("setting with that id");

    private static Guid Id(ApiCall call) =>
        Guid.TryParse(call.Route("id"), out var id) ? id : throw ApiProblemException.NotFound("setting with that id");

    private static async Task<SettingRow> FindAsync(SallyportDbContext database, Guid id, CancellationToken cancellationToken) =>
        await database.Settings.SingleOrDefaultAsync(s => s.Id == id, cancellationToken) ?? throw ApiProblemException.NotFound("setting with that id");

    private sealed record AskText(string Value);
}
