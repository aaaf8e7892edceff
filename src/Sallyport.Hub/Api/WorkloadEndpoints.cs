using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Sallyport.Hub.Api.Paging;
using Sallyport.Hub.Identity;
using Sallyport.Hub.Identity.Workloads;
using Sallyport.Hub.Policy;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Api;

/// <summary>The issuers whose tokens stand for machine users.</summary>
internal static class WorkloadEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapQuestion("GET", "/workload-issuers", ApiAccess.OrganizationReader, ListAsync)
            .Says("The issuers whose tokens stand for machine users.").Lists<WorkloadIssuerModel>();
        routes.MapChange("PUT", "/workload-issuers/{name}", SetAsync)
            .Says("Adds or replaces an issuer, and ends every token made by it.").Takes<IssuerChange>().Answers<WorkloadIssuerModel>();
        routes.MapChange("DELETE", "/workload-issuers/{name}", RemoveAsync)
            .Says("Removes an issuer, with every token made by it.");
    }

    private static async Task<object?> ListAsync(ApiCall call)
    {
        await using var database = await call.Service<IDbContextFactory<SallyportDbContext>>().CreateDbContextAsync(call.Cancelled);
        var query = ListQuery.Read(call);
        var issuers = await database.WorkloadIssuers.AsNoTracking().Include(i => i.Rules).ToListAsync(call.Cancelled);
        return query.Of(issuers.Where(issuer => query.Finds(issuer.Name, issuer.Issuer)), issuer => issuer.Name, Model);
    }

    private static async Task<object?> SetAsync(ApiCall call)
    {
        var asked = await call.ReadAsync<IssuerChange>();
        var name = call.Route("name");
        Check(name, asked).Throw();
        var row = await call.RevokeAsync(
            async database =>
            {
                var users = asked.Rules.Select(rule => rule.User).Distinct().ToArray();
                if (await database.Users.CountAsync(u => users.Contains(u.Name) && u.Kind == UserKind.Machine, call.Cancelled) != users.Length)
                {
                    throw new ApiProblemException(StatusCodes.Status400BadRequest, "A rule names somebody who is no machine user.");
                }

                if (await database.WorkloadIssuers.Where(i => i.Issuer == asked.Issuer && i.Name != name).Select(i => i.Name).SingleOrDefaultAsync(call.Cancelled) is { } other)
                {
                    throw ApiProblemException.Conflict($"The tokens of {asked.Issuer} are workload issuer {other}'s already: give that one the rules, or remove it.");
                }

                await EndAsync(database, name, call.Cancelled);
                var row = new WorkloadIssuerRow
                {
                    Name = name, Issuer = asked.Issuer, Audience = asked.Audience, Keys = asked.Jwks?.ToJsonString(), CertificateAuthority = asked.CertificateAuthority,
                };
                row.Rules.AddRange(asked.Rules.Select(rule => new WorkloadRuleRow
                {
                    Id = Guid.NewGuid(),
                    Issuer = name,
                    User = rule.User,
                    Claims = PolicyJson.Write(rule.Claims),
                }));
                return database.WorkloadIssuers.Add(row).Entity;
            });
        call.Change = $"Workload issuer {name} is {row.Issuer} for audience {row.Audience}, with rules for {string.Join(", ", row.Rules.Select(rule => rule.User).Distinct())}.";
        return Model(row);
    }

    private static async Task<object?> RemoveAsync(ApiCall call)
    {
        var name = call.Route("name");
        await call.RevokeAsync(
            async database => await EndAsync(database, name, call.Cancelled) ? true : throw ApiProblemException.NotFound("workload issuer of that name"));
        call.Change = $"Workload issuer {name} was removed, with every token that was made by it.";
        return null;
    }

    /// <summary>Takes the issuer away, and the tokens that stood on what it said.</summary>
    private static async Task<bool> EndAsync(SallyportDbContext database, string name, CancellationToken cancellationToken)
    {
        var mark = WorkloadExchange.MarkOf(name);
        await database.Credentials.Where(c => c.SignedInBy == mark).ExecuteDeleteAsync(cancellationToken);
        return await database.WorkloadIssuers.Where(i => i.Name == name).ExecuteDeleteAsync(cancellationToken) > 0;
    }

    private static Validity Check(string name, IssuerChange asked)
    {
        var validity = new Validity();
        validity.Name("An issuer's name", name);
        validity.Demand(
            Uri.TryCreate(asked.Issuer, UriKind.Absolute, out var issuer) && issuer.Query.Length == 0 && issuer.Fragment.Length == 0
                && (issuer.Scheme == Uri.UriSchemeHttps || (issuer.Scheme == Uri.UriSchemeHttp && issuer.IsLoopback)),
            "issuer is an https address, exactly as its tokens write it.");
        validity.Demand(asked.Audience.Length is > 0 and <= 255, "audience is missing: without one, a token made for anybody would do.");
        validity.Demand(asked.Rules.Length is > 0 and <= 100, "rules has 1 to 100 rules.");
        validity.Demand(asked.Jwks is null || InlineKeys.IsValid(asked.Jwks.ToJsonString()), $"jwks must be {InlineKeys.Rule}.");
        validity.Demand(asked.CertificateAuthority is null || PrivateTrust.IsValid(asked.CertificateAuthority), $"certificateAuthority must be {PrivateTrust.Rule}.");
        validity.Demand(asked.Jwks is null || asked.CertificateAuthority is null, "An issuer whose jwks is given is never asked: it needs no certificateAuthority.");
        foreach (var rule in asked.Rules)
        {
            // A CI system signs for all its customers: a rule that asks nothing lets every one of them in.
            validity.Demand(
                rule is not null && rule.Claims.All(claim => claim.Key.Length > 0 && claim.Value is { Length: > 0 and <= 255 })
                    && rule.Claims.Values.Any(glob => glob.Any(c => c is not ('*' or '?'))),
                "A rule's claims must say something about the token: a claim to a glob, and not all of them '*'.");
        }

        return validity;
    }

    private static WorkloadIssuerModel Model(WorkloadIssuerRow row) => new(
        row.Name,
        row.Issuer,
        row.Audience,
        [.. row.Rules.Select(rule => new WorkloadRule(rule.User, PolicyJson.Read<Dictionary<string, string>>(rule.Claims)))],
        row.Keys is { } keys ? JsonNode.Parse(keys)!.AsObject() : null,
        row.CertificateAuthority);

    private sealed record WorkloadIssuerModel(string Name, string Issuer, string Audience, IReadOnlyList<WorkloadRule> Rules, JsonObject? Jwks, string? CertificateAuthority);

    private sealed record IssuerChange(
        string Issuer, string Audience, WorkloadRule[] Rules, JsonObject? Jwks = null, string? CertificateAuthority = null);

    private sealed record WorkloadRule(string User, Dictionary<string, string> Claims);
}
