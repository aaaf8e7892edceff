using Microsoft.EntityFrameworkCore;
using Sallyport.Access.Comparison;
using Sallyport.Access.Decisions;
using Sallyport.Access.Policy;
using Sallyport.Hub.Fleet;
using Sallyport.Hub.Policy;
using Sallyport.Hub.Policy.Documents;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Api;

/// <summary>Whose access to what a change would change, told before it is made.</summary>
internal static class PreviewEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapQuestion("POST", "/policy/preview", ApiAccess.OrganizationReader, PreviewAsync)
            .Says("Whose access to what a change would change.").Takes<PreviewQuestion>().Answers<PreviewAnswer>();
        routes.MapQuestion("POST", "/policy/test", ApiAccess.OrganizationReader, TestAsync)
            .Says("Holds the policy, or one that documents would make, against cases.").Takes<PolicyTestQuestion>().Answers<PolicyTestAnswer>();
    }

    private static async Task<object?> TestAsync(ApiCall call)
    {
        var asked = await call.ReadAsync<PolicyTestQuestion>(PolicyEndpoints.LargestBody);
        var validity = new Validity();
        validity.Demand(asked.Cases.Count is > 0 and <= PolicyTestQuestion.MostCases, $"Give from one to {PolicyTestQuestion.MostCases} cases.");
        validity.Demand(
            asked.Cases.All(one => one is not null && one.User is null != one.Groups is null && one.Groups?.Contains(null!) != true),
            "A case is about a user or about groups: give one of them.");
        validity.Throw();
        var policy = asked.Documents is null
            ? call.Service<PolicySource>().Current.Document
            : (await call.Service<DocumentStore>().ApplyAsync(asked.ToFiles(), call.User, allowed: null, agreed: null, call.Cancelled)).After;
        var cases = new PolicyCases(policy, asked.Cases, Clusters(call), call.Service<TimeProvider>().GetUtcNow());
        var results = asked.Cases.Select(cases.Ask).ToList();
        return new PolicyTestAnswer(results.Count(result => result.Passed), results.Count(result => !result.Passed), results);
    }

    private static async Task<object?> PreviewAsync(ApiCall call)
    {
        var asked = await call.ReadAsync<PreviewQuestion>(PolicyEndpoints.LargestBody);
        var validity = new Validity();
        asked.Check(validity);
        validity.Throw();
        var now = call.Service<TimeProvider>().GetUtcNow();
        var before = call.Service<PolicySource>().Current;
        var outcome = await WouldBeAsync(call, asked, now);
        var changes = AccessComparison.Of(before, AccessSnapshot.Compile(outcome.After), Clusters(call), now, call.Cancelled);
        return PreviewCounts.Of(changes, before.Document.Version, asked.Offset, asked.Limit);
    }

    private static List<ClusterView> Clusters(ApiCall call) => [.. call.Service<ClusterRegistry>().All.Select(cluster => cluster.View)];

    /// <summary>Makes the change as it would be made, and keeps nothing of it.</summary>
    private static Task<PolicyOutcome> WouldBeAsync(ApiCall call, PreviewQuestion asked, DateTimeOffset now)
    {
        if (asked.Documents is not null)
        {
            return call.Service<DocumentStore>().ApplyAsync(asked.ToFiles(), call.User, allowed: null, agreed: null, call.Cancelled);
        }

        var policy = call.Service<PolicySource>().Current.Document;
        return call.Service<PolicyStore>().ApplyAsync(
            "",
            async database =>
            {
                await ChangeAsync(database, call, asked, policy, now);
                await database.SaveChangesAsync(call.Cancelled);
                var after = await PolicyReader.ReadAsync(database, call.Cancelled);
                return new PolicyOutcome(Kept: false, policy.Version, [], after.Document);
            },
            call.Cancelled);
    }

    private static async Task ChangeAsync(SallyportDbContext database, ApiCall call, PreviewQuestion asked, PolicyDocument policy, DateTimeOffset now)
    {
        var validity = new Validity();
        if (asked.Setting is { } setting)
        {
            var capability = SettingWords.Capability(setting.Name)
                ?? throw ApiProblemException.NotFound("setting of that name: there are secrets, shell and port-forward");
            setting.Change.Check(validity, capability, policy);
            validity.Throw();
            await SettingReplacement.ApplyAsync(database, setting.Change.ToRow(capability, call.User, now), call.Cancelled);
        }
        else if (asked.Assignment is { } assignment)
        {
            assignment.Check(validity, policy);
            validity.Throw();
            database.Assignments.Add(assignment.ToRow(call.User, now));
        }
        else
        {
            await RemoveAsync(database, asked, call.Cancelled);
        }
    }

    private static async Task RemoveAsync(SallyportDbContext database, PreviewQuestion asked, CancellationToken cancelled)
    {
        if (asked.RemovedDelegation is { } delegation)
        {
            await DelegationRemoval.RemoveAsync(
                database,
                await database.Delegations.SingleOrDefaultAsync(d => d.Id == delegation, cancelled) ?? throw ApiProblemException.NotFound("delegation with that id"),
                cancelled);
            return;
        }

        database.Remove(
            asked.RemovedAssignment is { } assignment
                ? await database.Assignments.SingleOrDefaultAsync(a => a.Id == assignment, cancelled) ?? throw ApiProblemException.NotFound("assignment with that id")
            : asked.RemovedGuardrail is { } guardrail
                ? await database.Guardrails.SingleOrDefaultAsync(g => g.Name == guardrail, cancelled) ?? throw ApiProblemException.NotFound("guardrail of that name")
            : (object)(await database.Settings.SingleOrDefaultAsync(s => s.Id == asked.RemovedSetting, cancelled) ?? throw ApiProblemException.NotFound("exception with that id")));
    }
}
