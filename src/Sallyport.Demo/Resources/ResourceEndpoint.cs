using System.Text.Json.Nodes;
using Sallyport.Demo.Http;
using Sallyport.Demo.Rbac;

namespace Sallyport.Demo.Resources;

/// <summary>Serves resources: by method and path as kube-apiserver routes them, then by verb.</summary>
internal sealed class ResourceEndpoint(
    Reading reading, Watching watching, Writing writing, Deleting deleting, Reviews reviews, Subresources subresources)
{
    public Task HandleAsync(ResourceRequest request)
    {
        RequestInfo info = request.Info;
        if (info.HasTail || info.Verb is "proxy" or "" || (info.Subresource.Length > 0 && info.Name.Length == 0))
        {
            throw ApiException.NoSuchPath();
        }

        if (!request.Type.Namespaced && info.Namespace.Length > 0 && request.Type.GroupResource != "namespaces")
        {
            throw ApiException.NoSuchPath();
        }

        if (info.Subresource.Length > 0 && info.Subresource != "status")
        {
            return subresources.HandleAsync(request);
        }

        if (info.Subresource == "status" && !request.Type.Subresources.Any(part => part.Name == "status"))
        {
            throw ApiException.NoSuchPath();
        }

        return request.Type.Group is Reviews.Access or Reviews.Authentication
            ? ReviewAsync(request)
            : ByVerbAsync(request);
    }

    private Task ByVerbAsync(ResourceRequest request)
    {
        RequestInfo info = request.Info;
        string method = request.Http.Request.Method;
        bool hasVerb = request.Type.Verbs.Contains(info.Verb);
        bool namespaceMissing = request.Type.Namespaced && info.Namespace.Length == 0;
        return info.Verb switch
        {
            _ when !hasVerb => throw ApiException.MethodNotAllowed(),
            "get" when method == "GET" && !namespaceMissing => reading.GetAsync(request),
            "list" when method == "GET" => reading.ListAsync(request),
            "watch" when method == "GET" => watching.WatchAsync(request),
            "create" when info.Name.Length == 0 && !namespaceMissing => writing.CreateAsync(request),
            "update" when info.Name.Length > 0 && !namespaceMissing => writing.UpdateAsync(request),
            "patch" when info.Name.Length > 0 && !namespaceMissing => writing.PatchAsync(request),
            "delete" when !namespaceMissing && info.Subresource.Length == 0 => deleting.DeleteAsync(request),
            "deletecollection" when !namespaceMissing => deleting.DeleteManyAsync(request),
            _ => throw ApiException.MethodNotAllowed(),
        };
    }

    private async Task ReviewAsync(ResourceRequest request)
    {
        if (request.Info.Verb != "create" || request.Info.Name.Length > 0)
        {
            throw ApiException.MethodNotAllowed();
        }

        JsonObject body = await RequestBody.ReadObjectAsync(request.Http.Request).ConfigureAwait(false);
        ObjectMetadata.DemandKind(request.Type, body);
        await request.Http.JsonAsync(reviews.Answer(request.Type, request.Who, request.Namespace, body), 201)
            .ConfigureAwait(false);
    }
}
