using Microsoft.EntityFrameworkCore;
using Sallyport.Access.Authority;
using Sallyport.Access.Decisions;
using Sallyport.Access.Policy;
using Sallyport.Hub.Api.Paging;
using Sallyport.Hub.Policy;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Api;

/// <summary>Denies that hold for everyone but those they name.</summary>
internal static class GuardrailEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        // Whoever meets one may know what it says: its name stands in the refusal.
        routes.MapQuestion("GET", "/guardrails", ApiAccess.SignedIn, ListAsync)
            .Says("The denies that no role overrides, as far as the caller may meet them.").Lists<GuardrailModel>();
        routes.MapQuestion("GET", "/guardrails/{name}", ApiAccess.SignedIn, ShowAsync)
            .Says("One guardrail.").Answers<GuardrailModel>().Tagged();
        routes.MapChange("POST", "/guardrails", AddAsync)
            .Says("Adds a guardrail: what it denies, everyone is denied but those it names.").Takes<GuardrailModel>().Answers<GuardrailModel>();
        routes.MapChange("PUT", "/guardrails/{name}", ReplaceAsync)
            .Says("Replaces a guardrail.").Takes<GuardrailChange>().Answers<GuardrailModel>().Tagged();
        routes.MapChange("DELETE", "/guardrails/{name}", RemoveAsync)
            .Says("Takes a guardrail back.").Tagged();
    }

    private static Task<object?> ListAsync(ApiCall call)
    {
        var query = ListQuery.Read(call);
        var sight = call.Sight;
        var guardrails = call.Service<PolicySource>().Current.Document.Guardrails.Where(guardrail => sight.Sees(guardrail) && query.Finds(guardrail.Name));
        return Task.FromResult<object?>(query.Of(guardrails, guardrail => guardrail.Name, guardrail => Shown(guardrail, sight)));
    }

    private static async Task<object?> ShowAsync(ApiCall call)
    {
        var sight = call.Sight;
        var guardrail = call.Service<PolicySource>().Current.Document.Guardrails.FirstOrDefault(guardrail => guardrail.Name == call.Route("name"));
        if (guardrail is null || !sight.Sees(guardrail))
        {
            throw NotThere();
        }

        await using var database = await call.Service<IDbContextFactory<SallyportDbContext>>().CreateDbContextAsync(call.Cancelled);
        Precondition.Tag(call.Http, EntityTag.Of(await FindAsync(database, call)));
        return Shown(guardrail, sight);
    }

    /// <summary>Whom a guardrail lets pass is for readers to know; others see whether it lets them.</summary>
    private static GuardrailModel Shown(Guardrail guardrail, PolicySight sight) => GuardrailModel.From(
        sight.SeesAll ? guardrail : guardrail with { Except = [.. guardrail.Except.Where(sight.IsAboutThem)] });

    private static async Task<object?> AddAsync(ApiCall call)
    {
        var asked = await call.ReadAsync<GuardrailModel>();
        var validity = new Validity();
        asked.Check(validity, call.Service<PolicySource>().Current.Document);
        validity.Throw();
        var row = asked.ToRow();
        await call.ChangeAsync(
            async database =>
            {
                if (await database.Guardrails.AnyAsync(g => g.Name == row.Name, call.Cancelled))
                {
                    throw ApiProblemException.Conflict($"There is a guardrail {row.Name} already: delete it first, or choose another name.");
                }

                database.Guardrails.Add(row);
                return true;
            });
        call.Change = $"Guardrail {row.Name} was added: {Words(row)}.";
        Precondition.Tag(call.Http, EntityTag.Of(row));
        return asked with { Place = asked.Place ?? Scope.Organization, Except = asked.Except ?? [] };
    }

    private static async Task<object?> ReplaceAsync(ApiCall call)
    {
        var asked = (await call.ReadAsync<GuardrailChange>()).Of(call.Route("name"));
        var validity = new Validity();
        asked.Check(validity, call.Service<PolicySource>().Current.Document);
        validity.Throw();
        var wanted = asked.ToRow();
        var before = "";
        var row = await call.ChangeAsync(
            async database =>
            {
                var row = await FindAsync(database, call);
                Precondition.Demand(call.Http, $"Guardrail {row.Name}", EntityTag.Of(row));
                before = Words(row);
                (row.Place, row.Rules, row.Except) = (wanted.Place, wanted.Rules, wanted.Except);
                return row;
            });
        call.Change = $"Guardrail {row.Name} is changed: {Words(row)}. Before: {before}.";
        Precondition.Tag(call.Http, EntityTag.Of(row));
        return asked with { Place = asked.Place ?? Scope.Organization, Except = asked.Except ?? [] };
    }

    private static async Task<object?> RemoveAsync(ApiCall call)
    {
        var name = call.Route("name");
        var removed = await call.ChangeAsync(
            async database =>
            {
                var row = await FindAsync(database, call);
                Precondition.Demand(call.Http, $"Guardrail {name}", EntityTag.Of(row));
                database.Guardrails.Remove(row);
                return row;
            });
        call.Change = $"Guardrail {name} was removed: {Words(removed)}.";
        return null;
    }

    private static async Task<GuardrailRow> FindAsync(SallyportDbContext database, ApiCall call)
    {
        var name = call.Route("name");
        return await database.Guardrails.SingleOrDefaultAsync(g => g.Name == name, call.Cancelled) ?? throw NotThere();
    }

    private static ApiProblemException NotThere() => ApiProblemException.NotFound("guardrail of that name");

    /// <summary>A row that cannot be read denies everything everywhere, and must still be possible to remove.</summary>
    private static string Words(GuardrailRow row)
    {
        try
        {
            var except = PolicyJson.Read<Subject[]>(row.Except);
            return $"it denies {RuleWords.Of(PolicyJson.Read<PolicyRule[]>(row.Rules))} in {ScopeWords.Of(PolicyJson.Read<Scope>(row.Place))}, except for "
                + (except.Length == 0 ? "nobody" : string.Join(", ", except.Select(subject => $"{subject.Kind.ToString().ToLowerInvariant()} {subject.Name}")));
        }
        catch (System.Text.Json.JsonException)
        {
            return "it could not be read, and denied everything";
        }
    }
}
