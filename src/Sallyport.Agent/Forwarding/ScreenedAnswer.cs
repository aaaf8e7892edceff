using System.Collections.Frozen;
using Sallyport.Access.Enforcement;
using Sallyport.Access.Redaction;
using Sallyport.Access.Requests;

namespace Sallyport.Agent.Forwarding;

/// <summary>
/// An answer of an API that is not Kubernetes' own, for a group without Secrets: a server behind kube-apiserver can hand
/// Secrets out under another name, and RBAC does not know it. Kubernetes' own kinds hold no Secret and are not looked at.
/// </summary>
internal static class ScreenedAnswer
{
    private static readonly FrozenSet<string> OwnGroups = WellKnownResources.All.Select(resource => resource.ApiGroup).ToFrozenSet();

    private static readonly string[] Unreadable = ["protobuf", "yaml", "cbor"];

    public static bool IsNeeded(Look seen) =>
        seen.Request is { IsResource: true } request
        && !OwnGroups.Contains(request.ApiGroup)
        && ImpersonatedGroup.TryParse(seen.Group!, out var group)
        && group.Variant is not (GroupVariant.Secrets or GroupVariant.Everything);

    /// <summary>Asks for JSON where the client would rather have what cannot be looked through.</summary>
    public static void Ask(HttpRequestMessage request)
    {
        if (request.Headers.NonValidated.TryGetValues("Accept", out var lines) && lines.Any(IsUnreadable))
        {
            var accept = RedactableForms.Accept(lines);
            request.Headers.Remove("Accept");
            request.Headers.Add("Accept", accept);
        }
    }

    /// <summary>Why an answer cannot be looked through; null when it can, or when it is no object.</summary>
    public static Refusal? Check(HttpResponseMessage response) =>
        response.Content.Headers.ContentEncoding.Count > 0 || IsUnreadable(response.Content.Headers.ContentType?.ToString() ?? "")
            ? Refusal.BadGateway("The answer is in a form that cannot be looked through for Secrets, so it is not passed on.")
            : null;

    /// <summary>What looks through the answer; null when it is no JSON, and so a text, a log or the like.</summary>
    public static SecretScreen? Begin(HttpResponseMessage response, KubernetesRequest request) =>
        response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.OrdinalIgnoreCase) == true
            ? new SecretScreen(watch: request.Verb == "watch" && response.IsSuccessStatusCode)
            : null;

    private static bool IsUnreadable(string type) => Unreadable.Any(word => type.Contains(word, StringComparison.OrdinalIgnoreCase));
}
