using Microsoft.AspNetCore.WebUtilities;
using Sallyport.Hub.Api.Paging;
using Sallyport.Hub.Policy.Documents;

namespace Sallyport.Hub.Api;

/// <summary>Writes what the API answers.</summary>
internal static class ApiAnswer
{
    public static Task SendAsync(HttpContext http, object? answer)
    {
        switch (answer)
        {
            case Streamed:
                return Task.CompletedTask;
            case null:
                http.Response.StatusCode = StatusCodes.Status204NoContent;
                return Task.CompletedTask;
            case PlainText text:
                http.Response.ContentType = text.ContentType;
                return http.Response.WriteAsync(text.Text, http.RequestAborted);
            case Page page:
                page.Describe(http.Response);
                return http.Response.WriteAsJsonAsync(page.Items, ApiJson.Options, http.RequestAborted);
            default:
                return http.Response.WriteAsJsonAsync(answer, answer.GetType(), ApiJson.Options, http.RequestAborted);
        }
    }

    /// <summary>A problem as RFC 9457 writes it; <c>detail</c> is what a person should read.</summary>
    public static Task ProblemAsync(HttpContext http, int status, IReadOnlyList<string> sentences, IReadOnlyList<DocumentProblem>? problems = null)
    {
        http.Response.StatusCode = status;
        var problem = new ProblemModel(ReasonPhrases.GetReasonPhrase(status), status, string.Join(' ', sentences), problems, sentences.Count > 1 ? sentences : null);
        return http.Response.WriteAsJsonAsync(problem, ApiJson.Options, "application/problem+json", http.RequestAborted);
    }
}

/// <summary>What went wrong (RFC 9457).</summary>
/// <param name="Title">The status in words.</param>
/// <param name="Status">The status.</param>
/// <param name="Detail">What a person should read: all that is wrong.</param>
/// <param name="Problems">The same, document by document, where policy files were sent.</param>
/// <param name="Sentences">The same, a sentence for each thing that is wrong, where there are several.</param>
internal sealed record ProblemModel(
    string Title, int Status, string Detail, IReadOnlyList<DocumentProblem>? Problems = null, IReadOnlyList<string>? Sentences = null);

/// <summary>An answer that is not JSON.</summary>
internal sealed record PlainText(string ContentType, string Text)
{
    /// <summary>Never prints the text: a kubeconfig has a token in it.</summary>
    public override string ToString() => nameof(PlainText);
}

/// <summary>The handler wrote the answer itself.</summary>
internal sealed record Streamed;
