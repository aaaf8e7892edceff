using System.Text.Json.Nodes;
using Sallyport.Demo.Http;
using Sallyport.Demo.Resources;
using Sallyport.Demo.Store;
using Sallyport.Demo.Workloads;

namespace Sallyport.Demo.Rbac;

/// <summary>serviceaccounts/token: a bearer token for an account, for a time.</summary>
internal sealed class TokenEndpoint(ObjectStore store, Authentication authentication, TimeProvider time)
{
    private const long Shortest = 600, Longest = 86_400, Usual = 3_600;

    public async Task HandleAsync(ResourceRequest request)
    {
        JsonObject body = await RequestBody.ReadObjectAsync(request.Http.Request).ConfigureAwait(false);
        if (store.Find(request.Type.StorageKey, request.Namespace, request.Info.Name) is null)
        {
            throw ApiException.NotFound(request.Type.GroupResource, request.Info.Name);
        }

        long seconds = body.Number("spec", "expirationSeconds") ?? Usual;
        if (seconds < Shortest)
        {
            throw ApiException.Invalid("TokenRequest", "authentication.k8s.io", "", ("FieldValueInvalid",
                "spec.expirationSeconds", $"Invalid value: {seconds}: may not specify a duration less than 10 minutes"));
        }

        DateTimeOffset end = time.GetUtcNow().AddSeconds(Math.Min(seconds, Longest));
        body["kind"] = "TokenRequest";
        body["apiVersion"] = "authentication.k8s.io/v1";
        body["status"] = new JsonObject
        {
            ["token"] = authentication.Issue(Identity.ServiceAccount(request.Namespace, request.Info.Name), end),
            ["expirationTimestamp"] = PodStates.Stamp(end),
        };
        await request.Http.JsonAsync(body, 201).ConfigureAwait(false);
    }
}
