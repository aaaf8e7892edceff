using System.Text.Json;
using System.Text.Json.Nodes;
using Sallyport.Access.Enforcement;
using Sallyport.Access.Requests;
using Sallyport.Hub.Fleet;

namespace Sallyport.Hub.Gateway;

/// <summary>
/// Answers <c>kubectl auth can-i</c>, <c>can-i --list</c> and <c>whoami</c> with the truth of both doors: the hub decides
/// first, and where it allows, the cluster is asked under the group that the action itself would use.
/// </summary>
internal sealed class Reviews(Decider decider, TimeProvider time)
{
    private const string AccessReviews = "selfsubjectaccessreviews";
    private const string RulesReviews = "selfsubjectrulesreviews";
    private const string SubjectReviews = "selfsubjectreviews";

    /// <summary>Whether a request is one of the reviews that the hub answers.</summary>
    public static bool IsReview(KubernetesRequest request) =>
        request is { Verb: "create", Subresource: "", Namespace: "" }
        && (request is { ApiGroup: "authorization.k8s.io", Resource: AccessReviews or RulesReviews }
            || request is { ApiGroup: "authentication.k8s.io", Resource: SubjectReviews });

    public async Task<Refusal?> AnswerAsync(Exchange exchange, Verdict verdict, CancellationToken cancellationToken)
    {
        var (spec, refusal) = await ReviewBody.ReadAsync(exchange, cancellationToken);
        if (spec is null)
        {
            return refusal;
        }

        return exchange.Request!.Resource switch
        {
            AccessReviews => await AccessAsync(exchange, verdict, spec, cancellationToken),
            RulesReviews => await RulesAsync(exchange, verdict, spec),
            _ => await PersonAsync(exchange),
        };
    }

    private async Task<Refusal?> AccessAsync(Exchange exchange, Verdict verdict, JsonObject spec, CancellationToken cancellationToken)
    {
        if (ReviewBody.Action(spec) is not { } action)
        {
            return Refusal.NotUnderstood("The review names neither resourceAttributes nor nonResourceAttributes.");
        }

        var asked = decider.Decide(exchange.User!, verdict.Cluster, action, mayCreate: false);
        if (asked.Refusal is { } no)
        {
            await ReviewAnswer.SendAsync(exchange, "SelfSubjectAccessReview", spec, ReviewAnswer.Access(false, no.Message));
            return null;
        }

        var (refusal, session) = await AgentAway.FindAsync(verdict.Cluster, asked.Decision.Group.Name, time, cancellationToken);
        if (session is null)
        {
            return refusal;
        }

        var (allowed, reason) = await AskClusterAsync(exchange, session, asked.Decision.Group, spec, cancellationToken);
        await ReviewAnswer.SendAsync(exchange, "SelfSubjectAccessReview", spec, ReviewAnswer.Access(allowed, reason));
        return null;
    }

    private static async Task<(bool Allowed, string Reason)> AskClusterAsync(
        Exchange exchange, AgentSession session, ImpersonatedGroup group, JsonObject spec, CancellationToken cancellationToken)
    {
        const int longestAnswer = 64 * 1024;
        var request = exchange.Request!;
        using var message = AgentRequest.Make(HttpMethod.Post, request.Target, exchange, group);
        message.Headers.TryAddWithoutValidation("Accept", "application/json");
        message.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(new JsonObject
        {
            ["kind"] = "SelfSubjectAccessReview",
            ["apiVersion"] = $"{request.ApiGroup}/{request.ApiVersion}",
            ["spec"] = spec.DeepClone(),
        }))
        {
            Headers = { ContentType = new("application/json") },
        };
        using var response = await session.Invoker.SendAsync(message, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            return (false, $"The cluster could not be asked: it answered {(int)response.StatusCode}.");
        }

        await response.Content.LoadIntoBufferAsync(longestAnswer, cancellationToken);
        var answer = JsonNode.Parse(await response.Content.ReadAsStreamAsync(cancellationToken));
        var allowed = answer?["status"]?["allowed"]?.GetValue<bool>() ?? false;
        return (allowed, allowed ? "" : "Sallyport would allow it, but the cluster itself does not.");
    }

    private async Task<Refusal?> RulesAsync(Exchange exchange, Verdict verdict, JsonObject spec)
    {
        string ns;
        try
        {
            ns = ReviewBody.Text(spec, "namespace");
        }
        catch (InvalidOperationException)
        {
            return Refusal.NotUnderstood("The review's namespace is not a string.");
        }

        var rules = verdict.Snapshot.RulesFor(exchange.User!, verdict.View, ns, time.GetUtcNow());
        await ReviewAnswer.SendAsync(exchange, "SelfSubjectRulesReview", spec, ReviewAnswer.Rules(rules));
        return null;
    }

    private static async Task<Refusal?> PersonAsync(Exchange exchange)
    {
        await ReviewAnswer.SendAsync(
            exchange, "SelfSubjectReview", [],
            ReviewAnswer.Person(ImpersonatedGroup.Prefix + exchange.User, ImpersonatedGroup.Member.Name));
        return null;
    }
}
