using Microsoft.EntityFrameworkCore;
using Sallyport.Access.Policy;
using Sallyport.Hub.Api.Paging;
using Sallyport.Hub.Fleet;
using Sallyport.Hub.Policy;

namespace Sallyport.Hub.Api;

/// <summary>What read-only roles get of Secrets, shell and port-forward.</summary>
internal static class SettingEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapQuestion("GET", "/settings", ApiAccess.SignedIn, ShowAsync)
            .Says("What read-only roles get of Secrets, shell and port-forward, with every exception.").Answers<SettingsModel>();
        routes.MapQuestion("GET", "/settings/exceptions", ApiAccess.SignedIn, ListExceptionsAsync)
            .Says("The exceptions to the organization's settings, setting by setting.").Lists<ListedException>()
            .Asks<string>("setting", "Only of secrets, shell or port-forward.")
            .Asks<string>("group", "Only for this group.")
            .Asks<string>("role", "Only for this role.")
            .Asks<string>("project", "Only at this project.")
            .Asks<string>("cluster", "Only at places that name this cluster, by a pattern or not.");
        routes.MapChange("PUT", "/settings/ask-text", SetAskTextAsync)
            .Says("Changes the next step that refusals name.").Takes<AskText>();
        routes.MapChange("PUT", "/settings/{setting}", SetAsync)
            .Says("Sets secrets, shell or port-forward, at a place, for a subject, for good or until a time.").Takes<SettingChange>().Answers<WrittenSetting>();
        routes.MapChange("DELETE", "/settings/exceptions/{id}", RemoveAsync)
            .Says("Takes an exception back.");
    }

    private static Task<object?> ShowAsync(ApiCall call)
    {
        var policy = call.Service<PolicySource>().Current.Document;
        return Task.FromResult<object?>(new SettingsModel(
            SettingModel.Of(Capability.Secrets, policy),
            SettingModel.Of(Capability.Shell, policy),
            SettingModel.Of(Capability.PortForward, policy),
            policy.AskText));
    }

    private static Task<object?> ListExceptionsAsync(ApiCall call)
    {
        var query = ListQuery.Read(call, ExceptionFilter.Keys);
        var exceptions = new ExceptionFilter(query).Of(call.Service<PolicySource>().Current.Document);
        return Task.FromResult<object?>(query.Of(exceptions, ExceptionFilter.Key, exception => exception));
    }

    private static async Task<object?> SetAskTextAsync(ApiCall call)
    {
        var asked = await call.ReadAsync<AskText>();
        var validity = new Validity();
        validity.Demand(asked.Value.Length <= SettingChange.LongestText && !asked.Value.Any(char.IsControl), $"value is one line of up to {SettingChange.LongestText} characters.");
        validity.Throw();
        var before = await call.Service<PolicyStore>().ChangeAsync(
            async database =>
            {
                var organization = await database.Organization.SingleAsync(call.Cancelled);
                var before = organization.AskText;
                organization.AskText = asked.Value;
                return before;
            },
            call.Cancelled);
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
        var replaced = await call.Service<PolicyStore>().ChangeAsync(
            database => SettingReplacement.ApplyAsync(database, row, call.Cancelled), call.Cancelled);
        call.Change = $"{SettingWords.Name(capability)} is {SettingWords.Value(row)} {SettingWords.Where(row)}; "
            + (replaced.Count == 0 ? "nothing was set there before." : $"before: {string.Join(", ", replaced.Select(SettingWords.Value))}.");
        return new WrittenSetting(
            row.Id, [.. ListedCommandsCheck.Warnings(asked.Commands), .. ScopeCheck.Warnings(asked.Place, call.Service<ClusterRegistry>())]);
    }

    private static async Task<object?> RemoveAsync(ApiCall call)
    {
        var id = Guid.TryParse(call.Route("id"), out var parsed) ? parsed : throw ApiProblemException.NotFound("exception with that id");
        var removed = await call.Service<PolicyStore>().ChangeAsync(
            async database =>
            {
                var row = await database.Settings.SingleOrDefaultAsync(s => s.Id == id, call.Cancelled)
                    ?? throw ApiProblemException.NotFound("exception with that id");
                database.Settings.Remove(row);
                return row;
            },
            call.Cancelled);
        call.Change = $"{SettingWords.Name(removed.Capability)} is no longer {SettingWords.Value(removed)} {SettingWords.Where(removed)}.";
        return null;
    }

    private sealed record AskText(string Value);
}
