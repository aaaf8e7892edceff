using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Sallyport.Hub.Identity.Pages;

/// <summary>One call of a page by somebody who may make it.</summary>
internal sealed class PageCall(HttpContext http, Credential? session, IFormCollection? form)
{
    private const int LongestField = 4096;

    public HttpContext Http => http;

    /// <summary>The session it came by; null where anyone may call and nobody is signed in.</summary>
    public Credential? Session => session;

    public string User => session?.User ?? "";

    public CancellationToken Cancelled => http.RequestAborted;

    /// <summary>Where the browser is, for the person to recognize.</summary>
    public string Client => $"{http.Connection.RemoteIpAddress}, {Audit.AuditText.Clean(http.Request.Headers.UserAgent, 200) ?? "unnamed"}";

    /// <summary>A field of the form that was sent; empty when it is not there.</summary>
    public string Field(string name) => LongField(name, LongestField);

    /// <summary>A field of the form that may be longer than what people type.</summary>
    public string LongField(string name, int longest) => One(form is null ? default : form[name], longest);

    public string Query(string name) => One(http.Request.Query[name], LongestField);

    public T Service<T>()
        where T : notnull => http.RequestServices.GetRequiredService<T>();

    /// <summary>Answers with a page.</summary>
    /// <param name="parameters">An object with the page's parameters.</param>
    /// <param name="status">The HTTP status.</param>
    public static IResult Show<TPage>(object parameters, int status = StatusCodes.Status200OK)
        where TPage : IComponent => new RazorComponentResult<TPage>(parameters) { StatusCode = status, PreventStreamingRendering = true };

    /// <summary>Answers with a heading and a sentence.</summary>
    public static IResult Say(string heading, string sentence, int status = StatusCodes.Status200OK) =>
        Show<MessagePage>(new { Heading = heading, Sentence = sentence }, status);

    /// <summary>Sends the browser on, to a place of this hub.</summary>
    public static IResult Go(string place) => TypedResults.LocalRedirect(LocalAddress.Or(place, "/"));

    private static string One(Microsoft.Extensions.Primitives.StringValues values, int longest) =>
        values is [{ } value] && value.Length <= longest ? value : "";
}
