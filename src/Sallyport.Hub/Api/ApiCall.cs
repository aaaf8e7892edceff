using Microsoft.AspNetCore.Http.Features;
using Sallyport.Hub.Identity;

namespace Sallyport.Hub.Api;

/// <summary>One call of the API by someone who may make it.</summary>
internal sealed class ApiCall(HttpContext http, Credential? credential, Action demandStill)
{
    public HttpContext Http => http;

    /// <summary>Who calls; empty where anyone may.</summary>
    public string User => credential?.User ?? "";

    /// <summary>By which token; null where anyone may call.</summary>
    public Credential? Credential => credential;

    public CancellationToken Cancelled => http.RequestAborted;

    /// <summary>What the call changed, from what to what: kept in the audit.</summary>
    public string? Change { get; set; }

    public string Route(string name) => (string)http.Request.RouteValues[name]!;

    /// <summary>Whether there is a body, be its length known or not.</summary>
    public bool HasBody => http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody ?? false;

    /// <summary>Reads the body; then asks again whether the caller still may, since a body takes as long as its sender likes.</summary>
    public async Task<T> ReadAsync<T>(int largest = ApiJson.LargestBody)
    {
        var body = await ApiJson.ReadAsync<T>(http, largest);
        demandStill();
        return body;
    }

    public T Service<T>()
        where T : notnull => http.RequestServices.GetRequiredService<T>();
}
