using Microsoft.EntityFrameworkCore;
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
            .Says("The denies that no role overrides.").Lists<GuardrailModel>();
        routes.MapChange("POST", "/guardrails", AddAsync)
            .Says("Adds a guardrail: what it denies, everyone is denied but those it names.").Takes<GuardrailModel>().Answers<GuardrailModel>();
        routes.MapChange("DELETE", "/guardrails/{name}", RemoveAsync)
            .Says("Takes a guardrail back.");
    }

    private static Task<object?> ListAsync(ApiCall call)
    {
        var query = ListQuery.Read(call);
        var guardrails = call.Service<PolicySource>().Current.Document.Guardrails.Where(guardrail => query.Finds(guardrail.Name));
        return Task.FromResult<object?>(query.Of(guardrails, guardrail => guardrail.Name, GuardrailModel.From));
    }

    private static async Task<object?> AddAsync(ApiCall call)
    {
        var asked = await call.ReadAsync<GuardrailModel>();
        var validity = new Validity();
        asked.Check(validity, call.Service<PolicySource>().Current.Document);
        validity.Throw();
        var row = asked.ToRow();
        await call.Service<PolicyStore>().ChangeAsync(
            async database =>
            {
                if (await database.Guardrails.AnyAsync(g => g.Name == row.Name, call.Cancelled))
                {
                    throw ApiProblemException.Conflict($"There is a guardrail {row.Name} already: delete it first, or choose another name.");
                }

                database.Guardrails.Add(row);
                return true;
            },
            call.Cancelled);
        call.Change = $"Guardrail {row.Name} was added: {Words(row)}.";
        return asked with { Place = asked.Place ?? Scope.Organization, Except = asked.Except ?? [] };
    }

    private static async Task<object?> RemoveAsync(ApiCall call)
    {
        var name = call.Route("name");
        var removed = await call.Service<PolicyStore>().ChangeAsync(
            async database =>
            {
                var row = await database.Guardrails.SingleOrDefaultAsync(g => g.Name == name, call.Cancelled)
                    ?? throw ApiProblemException.NotFound("guardrail of that name");
                database.Guardrails.Remove(row);
                return row;
            },
            call.Cancelled);
        call.Change = $"Guardrail {name} was removed: {Words(removed)}.";
        return null;
    }

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
