using Microsoft.EntityFrameworkCore;
using Sallyport.Access.Policy;
using Sallyport.Hub.Fleet;
using Sallyport.Hub.Policy;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Api;

/// <summary>What read-only roles get of Secrets, shell and port-forward.</summary>
internal static class SettingEndpoints
{
    private const int LongestText = 500;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapQuestion("GET", "/settings", ApiAccess.SignedIn, ShowAsync);
        routes.MapChange("PUT", "/settings/ask-text", SetAskTextAsync);
        routes.MapChange("PUT", "/settings/{setting}", SetAsync);
        routes.MapChange("DELETE", "/settings/exceptions/{id}", RemoveAsync);
    }

    private static Task<object?> ShowAsync(ApiCall call)
    {
        var policy = call.Service<PolicySource>().Current.Document;
        return Task.FromResult<object?>(new
        {
            secrets = SettingModel.Of(Capability.Secrets, policy),
            shell = SettingModel.Of(Capability.Shell, policy),
            portForward = SettingModel.Of(Capability.PortForward, policy),
            askText = policy.AskText,
        });
    }

    private static async Task<object?> SetAskTextAsync(ApiCall call)
    {
        var asked = await call.ReadAsync<AskText>();
        var validity = new Validity();
        validity.Demand(asked.Value.Length <= LongestText && !asked.Value.Any(char.IsControl), $"value is one line of up to {LongestText} characters.");
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
        var level = Check(capability, asked, call.Service<PolicySource>().Current.Document, now);
        var row = new SettingRow
        {
            Id = Guid.NewGuid(),
            Capability = capability,
            Level = level,
            Commands = PolicyJson.Write(asked.Commands ?? []),
            Place = PolicyJson.Write(asked.Place ?? Scope.Organization),
            SubjectKind = asked.Subject?.Kind ?? SubjectKind.Everyone,
            SubjectName = asked.Subject?.Name ?? "",
            Locked = asked.Locked ?? false,
            Reason = asked.Reason ?? "",
            SetBy = call.User,
            SetAt = now,
            Expires = asked.Expires?.ToUniversalTime(),
        };
        var replaced = await call.Service<PolicyStore>().ChangeAsync(
            database => SettingReplacement.ApplyAsync(database, row, call.Cancelled), call.Cancelled);
        call.Change = $"{SettingWords.Name(capability)} is {SettingWords.Value(row)} {SettingWords.Where(row)}; "
            + (replaced.Count == 0 ? "nothing was set there before." : $"before: {string.Join(", ", replaced.Select(SettingWords.Value))}.");
        return new
        {
            id = row.Id,
            warnings = ListedCommandsCheck.Warnings(asked.Commands).Concat(ScopeCheck.Warnings(asked.Place, call.Service<ClusterRegistry>())),
        };
    }

    private static SettingLevel Check(Capability capability, SettingChange asked, PolicyDocument policy, DateTimeOffset now)
    {
        var validity = new Validity();
        var level = SettingWords.Level(capability, asked.Value);
        validity.Demand(level is not null, SettingWords.Problem(capability));
        ListedCommandsCheck.Check(validity, capability, level, asked.Commands);
        validity.Demand(asked.Reason is null || (asked.Reason.Length <= LongestText && !asked.Reason.Any(char.IsControl)), $"reason is one line of up to {LongestText} characters.");
        validity.Future("expires", asked.Expires, now);
        if (asked.Place is not null)
        {
            ScopeCheck.Check(validity, "place", asked.Place, policy);
        }

        if (asked.Subject is { } subject)
        {
            validity.Demand(
                subject.Kind is SubjectKind.Everyone ? subject.Name.Length == 0 : subject.Name.Length > 0,
                "A subject of kind group or role has a name, and everyone has none.");
            validity.Demand(subject.Kind != SubjectKind.User, "A setting is for everyone, a group or a role; not for one user.");
            validity.Demand(
                subject.Kind != SubjectKind.Role || BuiltInRoles.All.Concat(policy.Roles).Any(role => role.Name == subject.Name),
                "The subject names a role that is not there.");
        }

        validity.Demand(
            asked.Locked != true || ((asked.Place ?? Scope.Organization).Kind == ScopeKind.Organization
                && (asked.Subject ?? Subject.Everyone).Kind == SubjectKind.Everyone && asked.Expires is null),
            "Only the organization's own setting, for everyone and without an end, can be locked.");
        validity.Throw();
        return level!.Value;
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

    private sealed record SettingChange(
        string Value, string? Reason = null, DateTimeOffset? Expires = null, Scope? Place = null, Subject? Subject = null, bool? Locked = null,
        IReadOnlyList<string>? Commands = null);
}
