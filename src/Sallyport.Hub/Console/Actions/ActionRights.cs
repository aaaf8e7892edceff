using System.Text.Json.Nodes;
using Sallyport.Hub.Console.Entrance;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Objects;

namespace Sallyport.Hub.Console.Actions;

/// <summary>
/// Whether the visitor may do something, asked down their own road as kubectl's <c>auth can-i</c> asks. It opens buttons
/// and no more: what is then done is decided anew.
/// </summary>
internal sealed class ActionRights(ConsoleRoads roads)
{
    private const string Reviews = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";

    /// <summary>The answer for each question; equal ones are asked once, all at the same time.</summary>
    public async Task<IReadOnlyDictionary<RightsQuestion, Permission>> AskAsync(IEnumerable<RightsQuestion> questions, CancellationToken cancellationToken)
    {
        var asked = questions.Distinct().ToArray();
        var answers = await Task.WhenAll(asked.Select(question => AskAsync(question, cancellationToken)));
        return asked.Zip(answers).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    private async Task<Permission> AskAsync(RightsQuestion question, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await roads.Api(question.Place.Cluster).WriteAsync(new ClusterWrite(HttpMethod.Post, Reviews, Body(question)), cancellationToken);
            var status = answer.At("status");
            return status.Flag("allowed") ? Permission.Given
                : new Permission(Allowed: false, status.Text("reason") is { Length: > 0 } reason ? reason : "The cluster's own rules do not allow it.");
        }
        catch (ClusterProblemException problem)
        {
            return new Permission(Allowed: false, problem.Problem.Message);
        }
    }

    private static string Body(RightsQuestion question) => new JsonObject
    {
        ["kind"] = "SelfSubjectAccessReview",
        ["apiVersion"] = "authorization.k8s.io/v1",
        ["spec"] = new JsonObject
        {
            ["resourceAttributes"] = new JsonObject
            {
                ["namespace"] = question.Place.Namespace ?? "",
                ["verb"] = question.Verb,
                ["group"] = question.Place.Type.Group,
                ["version"] = question.Place.Type.Version,
                ["resource"] = question.Place.Type.Resource,
                ["subresource"] = question.Subresource,
                ["name"] = question.Place.Name,
            },
        },
    }.ToJsonString();
}

/// <summary>May this be done?</summary>
/// <param name="Place">With which object.</param>
/// <param name="Verb">The verb.</param>
/// <param name="Subresource">The sub-resource; empty for the object itself.</param>
internal sealed record RightsQuestion(ObjectPlace Place, string Verb, string Subresource);

/// <summary>Whether something may be done.</summary>
/// <param name="Allowed">Whether it may.</param>
/// <param name="Reason">Why not: the sentence that kubectl prints.</param>
internal sealed record Permission(bool Allowed, string Reason)
{
    public static Permission Given { get; } = new(Allowed: true, "");
}
