using Sallyport.Hub.Identity;

namespace Sallyport.Hub.Api;

/// <summary>One call of the API by someone who may make it.</summary>
internal sealed class ApiCall(HttpContext http, Credential? credential)
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

    public Task<T> ReadAsync<T>() => ApiJson.ReadAsync<T>(http);

    public T Service<T>()
        where T : notnull => http.RequestServices.GetRequiredService<T>();
}
