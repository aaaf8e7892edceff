using Microsoft.EntityFrameworkCore;
using Sallyport.Hub.Api.Paging;
using Sallyport.Hub.Identity;
using Sallyport.Hub.Policy;
using Sallyport.Hub.Storage;
using System.Globalization;

namespace Sallyport.Hub.Api;

/// <summary>Bearer tokens of users.</summary>
internal static class TokenEndpoints
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(8);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapQuestion("GET", "/users/{name}/tokens", ApiAccess.OrganizationReader, ListAsync)
            .Says("The tokens and sessions that somebody has, never their text.").Lists<TokenModel>();
        routes.MapChange("POST", "/users/{name}/tokens", IssueAsync)
            .Says("Makes a token for somebody, shown this once.").Takes<NewToken>().Answers<IssuedToken>();
        routes.MapChange("DELETE", "/tokens/{id}", RevokeAsync)
            .Says("Revokes a token or a session; what runs on it ends.");
    }

    private static Task<object?> ListAsync(ApiCall call) => ListAsync(call, call.Route("name"));

    /// <summary>A user's tokens and sessions.</summary>
    public static async Task<object?> ListAsync(ApiCall call, string name)
    {
        await using var database = await call.Service<IDbContextFactory<SallyportDbContext>>().CreateDbContextAsync(call.Cancelled);
        var query = ListQuery.Read(call);
        // Few of one user: as many as they may have sessions and tokens for.
        var credentials = await database.Credentials.AsNoTracking().Where(c => c.User == name && c.Parent == null).ToListAsync(call.Cancelled);
        return query.Of(
            credentials.Where(c => query.Finds(c.Purpose, c.Client, c.CreatedBy)),
            c => string.Create(CultureInfo.InvariantCulture, $"{c.CreatedAt.UtcDateTime:O} {c.Id}"),
            c => new TokenModel(c.Id, c.Use, c.Purpose, c.Client, c.CreatedAt, c.CreatedBy, c.Expires));
    }

    private static async Task<object?> IssueAsync(ApiCall call)
    {
        var asked = await call.ReadAsync<NewToken>();
        var name = call.Route("name");
        var validity = new Validity();
        var life = validity.Duration(asked.ValidFor, Life);
        var longest = (await call.Service<CredentialLimits>().OfAsync(name, call.Cancelled)).LongestToken;
        if (longest == TimeSpan.Zero)
        {
            throw new ApiProblemException(StatusCodes.Status403Forbidden, "Tokens made by hand are switched off; see GET /api/v1/validity and the user's longestToken.");
        }

        validity.Demand(asked.ValidFor is null || life <= longest, $"validFor is longer than {LimitEndpoints.Word((long)longest.TotalSeconds)}, which is all that may be had.");
        life = life < longest ? life : longest;
        validity.Demand(asked.Description is null or { Length: <= 200 }, "description is longer than 200 characters.");
        validity.Throw();
        if (call.Service<PolicySource>().Current.Document.Users.All(user => user.Name != name))
        {
            throw ApiProblemException.NotFound("user of that name");
        }

        var issued = await call.Service<CredentialStore>().IssueAsync(name, asked.Description ?? "", call.User, life, call.Cancelled);
        call.Change = $"A token {issued.Id} for {name} was made, until {issued.Expires:u}.";
        return new IssuedToken(issued.Id, issued.Token, issued.Expires);
    }

    private static async Task<object?> RevokeAsync(ApiCall call)
    {
        var id = Guid.TryParse(call.Route("id"), out var parsed) ? parsed : throw ApiProblemException.NotFound("token with that id");
        var user = await call.RevokeAsync(
            async database =>
            {
                var row = await database.Credentials.SingleOrDefaultAsync(c => c.Id == id, call.Cancelled)
                    ?? throw ApiProblemException.NotFound("token with that id");
                database.Credentials.Remove(row);
                return row.User;
            });
        call.Change = $"The token {id} of {user} was revoked.";
        return null;
    }

    private sealed record NewToken(string? ValidFor = null, string? Description = null);
}
