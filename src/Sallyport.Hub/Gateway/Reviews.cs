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

    /// <summary>Every Kubernetes that has reviews at all has them in this version, whatever the client asked in.</summary>
    private const string AskedOfTheCluster = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";

    /// <summary>Whether a request is one of the reviews that the hub answers, in a version that there is.</summary>
    public static bool IsReview(KubernetesRequest request) =>
        request is { Verb: "create", Subresource: "", Namespace: "", Name: "" }
        && (request is { ApiGroup: "authorization.k8s.io", ApiVersion: "v1" or "v1beta1", Resource: AccessReviews or RulesReviews }
            || request is { ApiGroup: "authentication.k8s.io", ApiVersion: "v1" or "v1beta1" or "v1alpha1", Resource: SubjectReviews });

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
            await ReviewAnswer.SendAsync(exchange, "SelfSubjectAccessReview", spec, ReviewAnswer.Denied(no.Message));
            return null;
        }

        var (refusal, session) = await AgentAway.FindAsync(verdict.Cluster, asked.Decision.Group.Name, time, cancellationToken);
        if (session is null)
        {
            return refusal;
        }

        var answer = await AskClusterAsync(exchange, session, asked.Decision.Group, spec, cancellationToken);
        await ReviewAnswer.SendAsync(exchange, "SelfSubjectAccessReview", spec, answer);
        return null;
    }

    private static async Task<JsonObject> AskClusterAsync(
        Exchange exchange, AgentSession session, ImpersonatedGroup group, JsonObject spec, CancellationToken cancellationToken)
    {
        const int longestAnswer = 64 * 1024;
        using var message = AgentRequest.Make(HttpMethod.Post, AskedOfTheCluster, exchange, group);
        message.Headers.TryAddWithoutValidation("Accept", "application/json");
        message.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(new JsonObject
        {
            ["kind"] = "SelfSubjectAccessReview",
            ["apiVersion"] = "authorization.k8s.io/v1",
            ["spec"] = spec.DeepClone(),
        }))
        {
            Headers = { ContentType = new("application/json") },
        };
        using var response = await session.Invoker.SendAsync(message, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            return ReviewAnswer.Unconfirmed($"The cluster could not be asked: it answered {(int)response.StatusCode}.");
        }

        await response.Content.LoadIntoBufferAsync(longestAnswer, cancellationToken);
        try
        {
            using var answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
            return ReviewAnswer.Confirmed(answer.RootElement.GetProperty("status").GetProperty("allowed").GetBoolean());
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return ReviewAnswer.Unconfirmed("The cluster's answer to the review is none.");
        }
    }

    private async Task<Refusal?> RulesAsync(Exchange exchange, Verdict verdict, JsonObject spec)
    {
        var rules = verdict.Snapshot.RulesFor(exchange.User!, verdict.View, ReviewBody.Text(spec, "namespace"), time.GetUtcNow());
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
