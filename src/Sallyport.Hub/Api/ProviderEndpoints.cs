using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Sallyport.Hub.Api.Paging;
using Sallyport.Hub.Identity;
using Sallyport.Hub.Identity.Providers;
using Sallyport.Hub.Identity.Sessions;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Api;

/// <summary>The OpenID Connect providers that people sign in with.</summary>
internal static partial class ProviderEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapQuestion("GET", "/providers", ApiAccess.OrganizationReader, ListAsync)
            .Says("The OpenID Connect providers, never their secrets.").Lists<ProviderModel>();
        routes.MapChange("PUT", "/providers/{name}", SetAsync)
            .Says("Adds or replaces a provider; a secret or a certificateAuthority that is left out stays, and \"\" takes it away.").Takes<ProviderChange>().Answers<ProviderModel>();
        routes.MapChange("DELETE", "/providers/{name}", RemoveAsync)
            .Says("Removes a provider, with every session begun by it and every membership it gave.");
    }

    private static async Task<object?> ListAsync(ApiCall call)
    {
        await using var database = await call.Service<IDbContextFactory<SallyportDbContext>>().CreateDbContextAsync(call.Cancelled);
        var rows = await database.Providers.AsNoTracking().Include(p => p.Mappings).OrderBy(p => p.Name).ToListAsync(call.Cancelled);
        var query = ListQuery.Read(call);
        return query.Of(rows.Where(row => query.Finds(row.Name, row.Title, row.Issuer)), row => row.Name, row => ProviderModel.From(row, call.Http.Request.Host));
    }

    private static async Task<object?> SetAsync(ApiCall call)
    {
        var asked = await call.ReadAsync<ProviderChange>();
        var name = call.Route("name");
        Check(name, asked).Throw();
        var row = await call.RevokeAsync(
            async database =>
            {
                var row = await database.Providers.Include(p => p.Mappings).SingleOrDefaultAsync(p => p.Name == name, call.Cancelled);
                if (row is null)
                {
                    row = new ProviderRow { Name = name, Title = name, Issuer = "", ClientId = "", Scopes = "", NameClaim = "" };
                    database.Providers.Add(row);
                }
                else if (row.Issuer != asked.Issuer)
                {
                    // A secret is for whom it was given to, and what another issuer said of people is no longer asked of it.
                    if (row.ProtectedSecret.Length > 0 && asked.ClientSecret is null)
                    {
                        throw new ApiProblemException(StatusCodes.Status400BadRequest, "Another issuer needs a clientSecret of its own; \"\" is none.");
                    }

                    await EndAsync(database, name, call.Cancelled);
                    row.CertificateAuthority = null;
                }

                await DemandOwnPrefixAsync(database, name, asked.ImportPrefix, call.Cancelled);

                (row.Title, row.Issuer, row.ClientId) = (asked.Title ?? name, asked.Issuer, asked.ClientId);
                (row.Scopes, row.NameClaim) = (asked.Scopes ?? "openid profile email", asked.NameClaim ?? "preferred_username");
                (row.GroupsClaim, row.ImportPrefix) = (asked.GroupsClaim ?? "groups", asked.ImportPrefix);
                row.CertificateAuthority = asked.CertificateAuthority switch { null => row.CertificateAuthority, "" => null, var given => given };
                row.ProtectedSecret = asked.ClientSecret is null ? row.ProtectedSecret : call.Service<ProviderSecrets>().Close(asked.ClientSecret);
                row.Revision = Guid.NewGuid();
                row.Mappings.Clear();
                row.Mappings.AddRange((asked.Groups ?? []).SelectMany(pair => pair.Value.Distinct().Select(
                    group => new GroupMappingRow { Provider = name, External = pair.Key, Group = group })));
                return row;
            });
        call.Change = $"Identity provider {name} is {row.Issuer}, with {row.Mappings.Count} groups mapped.";
        return ProviderModel.From(row, call.Http.Request.Host);
    }

    /// <summary>Whoever signed in by it is signed out, and leaves the groups that it gave them.</summary>
    private static async Task<object?> RemoveAsync(ApiCall call)
    {
        var name = call.Route("name");
        await call.RevokeAsync(
            async database =>
            {
                if (await database.Providers.Where(p => p.Name == name).ExecuteDeleteAsync(call.Cancelled) == 0)
                {
                    throw ApiProblemException.NotFound("identity provider of that name");
                }

                await EndAsync(database, name, call.Cancelled);
                return true;
            });
        call.Change = $"Identity provider {name} was removed, with all sessions begun by it and all memberships it gave.";
        return null;
    }

    private static async Task EndAsync(SallyportDbContext database, string name, CancellationToken cancellationToken)
    {
        await database.SignInRequests.Where(r => r.SignedInBy == name).ExecuteDeleteAsync(cancellationToken);
        await database.Credentials.Where(c => c.SignedInBy == name).ExecuteDeleteAsync(cancellationToken);
        await database.Memberships.Where(m => m.Source == name).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Two providers whose prefixes begin alike could name each other's groups.</summary>
    private static async Task DemandOwnPrefixAsync(SallyportDbContext database, string name, string? prefix, CancellationToken cancellationToken)
    {
        var others = await database.Providers.Where(p => p.Name != name && p.ImportPrefix != null).Select(p => p.ImportPrefix!).ToListAsync(cancellationToken);
        if (prefix is not null && others.Exists(other => other.StartsWith(prefix, StringComparison.Ordinal) || prefix.StartsWith(other, StringComparison.Ordinal)))
        {
            throw new ApiProblemException(StatusCodes.Status400BadRequest, "importPrefix begins as another provider's does: its groups would mix with that one's.");
        }
    }

    private static Validity Check(string name, ProviderChange asked)
    {
        var validity = new Validity();
        validity.Demand(
            Name().IsMatch(name) && name is not (SessionStart.Local or "code"),
            "A provider's name is up to 31 of a-z, 0-9 and '-', beginning with a letter or a digit, and neither 'local' nor 'code'.");
        validity.Demand(
            Uri.TryCreate(asked.Issuer, UriKind.Absolute, out var issuer) && issuer.Query.Length == 0 && issuer.Fragment.Length == 0
                && (issuer.Scheme == Uri.UriSchemeHttps || (issuer.Scheme == Uri.UriSchemeHttp && issuer.IsLoopback)),
            "issuer is an https address, exactly as the provider writes it.");
        validity.Demand(asked.ClientId.Length is > 0 and <= 255, "clientId is missing.");
        validity.Demand(asked.Scopes is null || asked.Scopes.Split(' ').Contains("openid"), "scopes needs openid.");
        validity.Demand(string.IsNullOrEmpty(asked.CertificateAuthority) || PrivateTrust.IsValid(asked.CertificateAuthority), $"certificateAuthority must be {PrivateTrust.Rule}.");
        validity.Demand(asked.ImportPrefix is null || UserName.IsValid(asked.ImportPrefix), $"importPrefix must be {UserName.Rule}.");
        foreach (var (external, groups) in asked.Groups ?? [])
        {
            validity.Demand(external.Length is > 0 and <= 255, "A provider's group has 1 to 255 characters.");
            foreach (var group in groups ?? [null!])
            {
                validity.Name("A group's name", group);
            }
        }

        return validity;
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{0,30}\z")]
    private static partial Regex Name();
}
