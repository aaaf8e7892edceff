using System.Globalization;
using Sallyport.Hub.Audit;

namespace Sallyport.Hub.Api;

/// <summary>Reading the audit. Who may not read all of it reads their own.</summary>
internal static class AuditEndpoints
{
    private const int LargestPage = 1_000;
    private static readonly string[] Keys =
        ["after", "limit", "follow", "user", "cluster", "namespace", "resource", "verb", "source", "allowed", "since"];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapQuestion("GET", "/audit", ApiAccess.SignedIn, ReadAsync, audited: false)
            .Says("The audit, oldest first. Who may not read all of it reads their own. With follow the answer is JSON lines, and goes on.").Answers<AuditPage>()
            .Asks<long>("after", "Only events after this sequence number; without it the last ones are told.")
            .Asks<int>("limit", "How many at most, up to 1,000; 100 when left out.")
            .Asks<bool>("follow", "Whether to go on with what happens.")
            .Asks<DateTimeOffset>("since", "Only events from this time on.")
            .Asks<string>("user", "Only this user's.")
            .Asks<string>("cluster", "Only of this cluster.")
            .Asks<string>("namespace", "Only of this namespace.")
            .Asks<string>("resource", "Only of this resource.")
            .Asks<string>("verb", "Only of this verb.")
            .Asks<string>("source", "kubernetes, api or sign-in.")
            .Asks<bool>("allowed", "Only decisions that allowed, or that refused.");

    private static async Task<object?> ReadAsync(ApiCall call)
    {
        var (query, after, limit, follow) = Parse(call);
        var reader = call.Service<AuditReader>();
        var shown = call.Service<AuditPages>();
        var first = after is null
            ? await reader.ReadLastAsync(query, limit, call.Cancelled)
            : await reader.ReadAsync(query with { After = after.Value }, limit, call.Cancelled);
        if (follow)
        {
            var last = first.Count > 0 ? first[^1].Sequence : after ?? await reader.LastSequenceAsync(call.Cancelled);
            await AuditFollow.SendAsync(call, shown, await shown.ShowAsync(first, call.Cancelled), reader.FollowAsync(query with { After = last }, call.Cancelled));
            return new Streamed();
        }

        return new AuditPage(await shown.ShowAsync(first, call.Cancelled), first.Count > 0 ? first[^1].Sequence : after);
    }

    private static (AuditQuery Query, long? After, int Limit, bool Follow) Parse(ApiCall call)
    {
        var given = call.Http.Request.Query;
        var validity = new Validity();
        foreach (var (key, values) in given)
        {
            validity.Demand(Keys.Contains(key, StringComparer.Ordinal), "The query may have " + string.Join(", ", Keys) + ".");
            validity.Demand(values.Count == 1, "Every key of the query may stand once.");
        }

        string? Text(string key) => given.TryGetValue(key, out var values) && values is [{ Length: > 0 } value] ? value : null;
        var after = Number(validity, "after", Text("after"), long.MaxValue);
        var limit = (int)(Number(validity, "limit", Text("limit"), LargestPage) ?? 100);
        var follow = Flag(validity, "follow", Text("follow")) ?? false;
        var since = Text("since") is not { } text ? (DateTimeOffset?)null
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
        validity.Demand(Text("since") is null || since is not null, "since is a time such as 2030-01-31T12:00:00Z.");
        var query = new AuditQuery
        {
            User = Text("user"),
            Cluster = Text("cluster"),
            Namespace = Text("namespace"),
            Resource = Text("resource"),
            Verb = Text("verb"),
            Source = Text("source"),
            Allowed = Flag(validity, "allowed", Text("allowed")),
            Since = since?.ToUniversalTime(),
        };
        validity.Throw();
        return (Mine(call, query), after, limit, follow);
    }

    private static AuditQuery Mine(ApiCall call, AuditQuery query)
    {
        var rights = call.Service<ApiRights>();
        if (rights.Has(call.User, ApiAccess.OrganizationReader))
        {
            return query;
        }

        return query.User is null || query.User == call.User
            ? query with { User = call.User }
            : throw new ApiProblemException(StatusCodes.Status403Forbidden, rights.Refusal(ApiAccess.OrganizationReader));
    }

    private static long? Number(Validity validity, string key, string? text, long most)
    {
        if (text is null)
        {
            return null;
        }

        var good = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most;
        validity.Demand(good, $"{key} is a number from 0 to {most}.");
        return good ? number : null;
    }

    private static bool? Flag(Validity validity, string key, string? text)
    {
        validity.Demand(text is null or "true" or "false", $"{key} is true or false.");
        return text is null ? null : text == "true";
    }
}
