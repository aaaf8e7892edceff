using System.Data;
using Microsoft.EntityFrameworkCore;
using Sallyport.Access.Authority;
using Sallyport.Hub.Api.Paging;
using Sallyport.Hub.Policy;
using Sallyport.Hub.Policy.Documents;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Api;

/// <summary>The policy as files: all of it in one answer, and all of it in one change.</summary>
internal static class PolicyEndpoints
{
    /// <summary>How large a body of policy files may be, in bytes.</summary>
    public const int LargestBody = 4 * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapQuestion("GET", "/policy/export", ApiAccess.OrganizationReader, ExportAsync)
            .Says("The policy as documents.").Answers<PolicyExport>().Tagged()
            .Asks<string>("owner", "Only what this owner's files keep.");
        routes.MapQuestion("GET", "/policy/problems", ApiAccess.OrganizationReader, ProblemsAsync)
            .Says("What of the policy in the store cannot be read, and so opens nothing.").Lists<PolicyProblem>();
        routes.MapQuestion("POST", "/policy/diff", ApiAccess.OrganizationReader, DiffAsync)
            .Says("What applying documents would do.").Takes<PolicyFilesModel>().Answers<PolicyApplied>().Tagged();
        routes.MapChange("POST", "/policy/apply", ApplyAsync)
            .Says("Makes the policy what documents say, all or nothing.").Takes<PolicyFilesModel>().Answers<PolicyApplied>().Tagged();
    }

    private static Task<object?> ProblemsAsync(ApiCall call)
    {
        var query = ListQuery.Read(call);
        var problems = call.Service<PolicySource>().Problems.Distinct(StringComparer.Ordinal).Where(problem => query.Finds(problem));
        return Task.FromResult<object?>(query.Of(problems, problem => problem, problem => new PolicyProblem(problem)));
    }

    private static async Task<object?> ExportAsync(ApiCall call)
    {
        await using var database = await call.Service<IDbContextFactory<SallyportDbContext>>().CreateDbContextAsync(call.Cancelled);
        await using var moment = await database.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, call.Cancelled);
        var version = await database.Organization.Select(o => o.PolicyVersion).SingleAsync(call.Cancelled);
        var all = await DocumentStore.ExportAsync(database, call.Http.Request.Query["owner"].FirstOrDefault(), call.Cancelled);
        Precondition.Tag(call.Http, version);
        return new PolicyExport(
            version,
            [.. all.Where(one => one.Spec is not null).Select(one => new ExportedDocument(SettingModel.Text(one.Owner), one.ToDocument()))],
            [.. all.Where(one => one.Spec is null).Select(one => $"{one.Kind.Name} {one.Name}")]);
    }

    private static async Task<object?> DiffAsync(ApiCall call)
    {
        var asked = await call.ReadAsync<PolicyFilesModel>(LargestBody);
        var outcome = await call.Service<DocumentStore>().ApplyAsync(asked.ToFiles(), call.User, allowed: null, agreed: null, call.Cancelled);
        Precondition.Tag(call.Http, outcome.Version);
        return PolicyApplied.From(outcome, dryRun: true);
    }

    private static async Task<object?> ApplyAsync(ApiCall call)
    {
        var asked = await call.ReadAsync<PolicyFilesModel>(LargestBody);
        var trail = new DocumentTrail(call);
        var outcome = await call.Service<DocumentStore>().ApplyAsync(
            asked.ToFiles(),
            call.User,
            database => call.DemandAsync(database, _ => new OrganizationChange()),
            asked.DryRun ? null : planned =>
            {
                Precondition.Demand(call.Http, "The policy", planned.Before);
                return trail.DecidedAsync(planned);
            },
            call.Cancelled);
        if (asked.DryRun)
        {
            Precondition.Tag(call.Http, outcome.Version);
            return PolicyApplied.From(outcome, dryRun: true);
        }

        trail.Ended();
        call.Change = $"Policy files{(asked.Owner is { } owner ? $" of {owner}" : "")} were applied: {Words(outcome)}.";
        Precondition.Tag(call.Http, outcome.Version);
        return PolicyApplied.From(outcome, dryRun: false);
    }

    private static string Words(PolicyOutcome outcome) =>
        $"{outcome.Count(ChangeAction.Created)} made, {outcome.Count(ChangeAction.Changed)} changed, {outcome.Count(ChangeAction.Deleted)} removed, {outcome.Count(ChangeAction.Unchanged)} as they were";

    private sealed record PolicyProblem(string Problem);
}
