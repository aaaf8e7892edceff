using Microsoft.EntityFrameworkCore;
using Sallyport.Access.Policy;
using Sallyport.Hub.Api.Paging;
using Sallyport.Hub.Identity;
using Sallyport.Hub.Identity.Accounts;
using Sallyport.Hub.Policy;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Api;

/// <summary>People and machine users.</summary>
internal static class UserEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapQuestion("GET", "/users", ApiAccess.OrganizationReader, ListAsync)
            .Says("The users and their groups.").Lists<UserModel>()
            .Asks<string>("group", "Only those in this group.")
            .Asks<string>("kind", "Only person or machine.")
            .Asks<bool>("disabled", "Only those who are disabled, or the others.");
        routes.MapQuestion("GET", "/users/{name}", ApiAccess.OrganizationReader, ShowAsync)
            .Says("One user.").Answers<UserModel>().Tagged();
        routes.MapChange("POST", "/users", AddAsync)
            .Says("Adds a person or a machine user.").Takes<NewUser>().Answers<UserModel>();
        routes.MapChange("PATCH", "/users/{name}", ChangeAsync)
            .Says("Disables or enables a user, or changes their groups or how long their tokens may live.").Takes<UserChange>().Answers<UserModel>().Tagged();
        routes.MapChange("DELETE", "/users/{name}", RemoveAsync)
            .Says("Removes a user, with every token, assignment and delegation.").Tagged();
        routes.MapChange("POST", "/users/{name}/invitation", InviteAsync)
            .Says("Makes a link by which that person chooses a password, once, within three days.").Answers<InvitationModel>();
        routes.MapChange("DELETE", "/users/{name}/second-factor", EndSecondFactorAsync)
            .Says("Switches a second factor off, for somebody who lost the app and the recovery codes.");
    }

    private static async Task<object?> ListAsync(ApiCall call)
    {
        var query = ListQuery.Read(call, UserFilter.Keys);
        await using var database = await call.Service<IDbContextFactory<SallyportDbContext>>().CreateDbContextAsync(call.Cancelled);
        var found = UserFilter.Apply(database.Users.AsNoTracking(), query);
        var page = await found.Where(u => string.Compare(u.Name, query.After) > 0).OrderBy(u => u.Name).Take(query.Limit + 1)
            .Include(u => u.Memberships).ToListAsync(call.Cancelled);
        return query.Of(page, await found.CountAsync(call.Cancelled), user => user.Name, UserModel.From);
    }

    private static async Task<object?> ShowAsync(ApiCall call)
    {
        await using var database = await call.Service<IDbContextFactory<SallyportDbContext>>().CreateDbContextAsync(call.Cancelled);
        return Shown(call, await FindAsync(database, call.Route("name"), call.Cancelled));
    }

    private static UserModel Shown(ApiCall call, UserRow row)
    {
        Precondition.Tag(call.Http, EntityTag.Of(row));
        return UserModel.From(row);
    }

    private static async Task<object?> AddAsync(ApiCall call)
    {
        var asked = await call.ReadAsync<NewUser>();
        var validity = new Validity();
        validity.Name("name", asked.Name);
        Groups(validity, asked.Groups);
        validity.Throw();
        var now = call.Service<TimeProvider>().GetUtcNow();
        var added = await call.ChangeAsync(
            async database =>
            {
                if (await database.Users.AnyAsync(u => u.Name == asked.Name, call.Cancelled))
                {
                    throw ApiProblemException.Conflict($"There is a user {asked.Name} already.");
                }

                var row = new UserRow { Name = asked.Name, Kind = asked.Kind, CreatedAt = now };
                SetGroups(row, asked.Groups ?? []);
                return database.Users.Add(row).Entity;
            });
        call.Change = $"{(asked.Kind == UserKind.Machine ? "Machine user" : "User")} {asked.Name} was added, in {Words(asked.Groups)}.";
        return Shown(call, added);
    }

    private static async Task<object?> ChangeAsync(ApiCall call)
    {
        var asked = await call.ReadAsync<UserChange>();
        var validity = new Validity();
        Groups(validity, asked.Groups);
        var longest = asked.LongestToken is "none" ? null : LimitEndpoints.Seconds(validity, asked.LongestToken, (long)Validity.LongestToken.TotalSeconds);
        validity.Demand(
            asked.Groups is not null || asked.Disabled is not null || asked.LongestToken is not null,
            "Nothing to change: give disabled, groups or longestToken.");
        validity.Throw();
        var name = call.Route("name");
        LimitEndpoints.DemandNotOwn(call, name, longest);
        var row = await call.RevokeAsync(
            async database =>
            {
                var row = await FindAsync(database, name, call.Cancelled);
                Precondition.Demand(call.Http, $"User {name}", EntityTag.Of(row));
                row.Disabled = asked.Disabled ?? row.Disabled;
                if (asked.LongestToken is not null)
                {
                    row.LongestToken = longest;
                    await database.SaveChangesAsync(call.Cancelled);
                    await CredentialLimits.ApplyAsync(database, call.Cancelled);
                }

                if (asked.Groups is not null)
                {
                    SetGroups(row, asked.Groups);
                }

                return row;
            });
        call.Change = $"User {name} is {(row.Disabled ? "disabled" : "enabled")}{(row.LongestToken is { } most ? $", with tokens up to {LimitEndpoints.Word(most)}" : "")}, in {Words(row.Memberships.Select(m => m.Group).Distinct())}.";
        return Shown(call, row);
    }

    /// <summary>A removed person leaves nothing behind that somebody of the same name would find.</summary>
    private static async Task<object?> RemoveAsync(ApiCall call)
    {
        var name = call.Route("name");
        await call.RevokeAsync(
            async database =>
            {
                var row = await FindAsync(database, name, call.Cancelled);
                Precondition.Demand(call.Http, $"User {name}", EntityTag.Of(row));
                database.Users.Remove(row);
                await database.SignInRequests.Where(r => r.User == name).ExecuteDeleteAsync(call.Cancelled);
                database.Credentials.RemoveRange(await database.Credentials.Where(c => c.User == name).ToListAsync(call.Cancelled));
                database.Assignments.RemoveRange(await database.Assignments
                    .Where(a => a.SubjectKind == SubjectKind.User && a.SubjectName == name).ToListAsync(call.Cancelled));
                await DelegationRemoval.TakeAwayAsync(database, name, call.Cancelled);
                await GuardrailExceptions.TakeAwayAsync(database, name, call.Cancelled);
                return true;
            });
        call.Change = $"User {name} was removed, with every token, assignment and delegation.";
        return null;
    }

    private static async Task<object?> InviteAsync(ApiCall call)
    {
        var name = call.Route("name");
        var invitation = await call.Service<Invitations>().MakeAsync(name, call.User, call.Cancelled)
            ?? throw ApiProblemException.NotFound("person of that name");
        call.Change = $"{name} was invited to choose a password, until {invitation.Expires:u}.";
        return new InvitationModel(invitation.Id, $"https://{call.Http.Request.Host}/invitation?token={invitation.Token}", invitation.Expires);
    }

    /// <summary>For somebody who lost the app and the recovery codes: from now on their password is enough, until they set it up anew.</summary>
    private static async Task<object?> EndSecondFactorAsync(ApiCall call)
    {
        var name = call.Route("name");
        if (await call.Service<LocalAccounts>().FindAsync(name) is not { TwoFactorEnabled: true } account)
        {
            throw ApiProblemException.NotFound("second factor of a user of that name");
        }

        await call.Service<SecondFactor>().EndAsync(account);
        call.Change = $"The second factor of {name} was switched off.";
        return null;
    }

    private static async Task<UserRow> FindAsync(SallyportDbContext database, string name, CancellationToken cancellationToken) =>
        await database.Users.Include(u => u.Memberships).SingleOrDefaultAsync(u => u.Name == name, cancellationToken)
        ?? throw ApiProblemException.NotFound("user of that name");

    private static void SetGroups(UserRow row, IEnumerable<string> groups)
    {
        var wanted = groups.ToHashSet(StringComparer.Ordinal);
        // What a provider says of them is the provider's to change, at the next sign-in.
        row.Memberships.RemoveAll(membership => membership.Source.Length == 0 && !wanted.Contains(membership.Group));
        wanted.ExceptWith(row.Memberships.Where(membership => membership.Source.Length == 0).Select(membership => membership.Group));
        row.Memberships.AddRange(wanted.Select(group => new MembershipRow { User = row.Name, Group = group }));
    }

    private static void Groups(Validity validity, string[]? groups)
    {
        foreach (var group in groups ?? [])
        {
            validity.Name("A group's name", group);
        }
    }

    private static string Words(IEnumerable<string>? groups) => groups?.Any() ?? false ? "groups " + string.Join(", ", groups) : "no group";

    private sealed record NewUser(string Name, string[]? Groups = null, UserKind Kind = UserKind.Person);

    private sealed record UserChange(bool? Disabled = null, string[]? Groups = null, string? LongestToken = null);
}
