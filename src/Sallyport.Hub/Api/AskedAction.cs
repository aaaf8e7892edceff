using System.Text.Json.Nodes;
using Sallyport.Access.Requests;
using Sallyport.Hub.Gateway;

namespace Sallyport.Hub.Api;

/// <summary>What a question about access is about, read as kubectl's own question is.</summary>
internal static class AskedAction
{
    /// <exception cref="ApiProblemException">400: Kubernetes knows no such action.</exception>
    public static KubernetesRequest Of(string verb, string? group, string resource, string? subresource, string? ns, string? name) =>
        ReviewBody.Action(new JsonObject
        {
            ["resourceAttributes"] = new JsonObject
            {
                ["verb"] = verb,
                ["group"] = group ?? "",
                ["version"] = "*",
                ["resource"] = resource,
                ["subresource"] = subresource ?? "",
                ["namespace"] = ns ?? "",
                ["name"] = name ?? "",
            },
        })
        ?? throw new ApiProblemException(StatusCodes.Status400BadRequest, "That is no action that Kubernetes knows: look at verb, group, resource and subresource.");
}
