using Microsoft.AspNetCore.Http;
using Sallyport.Demo.Http;
using Sallyport.Demo.Rbac;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Resources;

/// <summary>A request for a resource that was authenticated, authorized and found in the catalogue.</summary>
internal sealed record ResourceRequest(
    HttpContext Http, RequestTarget Target, RequestInfo Info, Identity Who, ResourceType Type)
{
    public CancellationToken Aborted => Http.RequestAborted;

    public string Namespace => Type.Namespaced ? Info.Namespace : "";

    public bool IsDryRun => Target["dryRun"] is { Length: > 0 } value && (value == "All"
        ? true
        : throw ApiException.BadRequest($"Invalid value: \"{value}\": Unsupported value: supported values: \"All\""));

    /// <summary>Who changes, as managed fields call them.</summary>
    public string FieldManager => Target["fieldManager"]
        ?? Http.Request.Headers.UserAgent.ToString().Split('/', 2)[0] switch { "" => "unknown", var agent => agent };
}
