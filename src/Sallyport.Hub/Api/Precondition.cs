using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace Sallyport.Hub.Api;

/// <summary>
/// Entity tags (RFC 9110, section 13.1), so that of two people who change the same thing the later one is told and overwrites
/// nothing unseen. Ask inside the transaction of the change.
/// </summary>
internal static class Precondition
{
    /// <summary>Says what the answer's version is called.</summary>
    public static void Tag(HttpContext http, string tag) => http.Response.Headers.ETag = Text(tag);

    /// <inheritdoc cref="Tag(HttpContext, string)"/>
    public static void Tag(HttpContext http, long version) => Tag(http, Number(version));

    /// <param name="http">The request, with or without <c>If-Match</c> and <c>If-None-Match</c>.</param>
    /// <param name="what">What it changes, as a sentence begins with it.</param>
    /// <param name="version">Its version now; null when it is not there.</param>
    /// <exception cref="ApiProblemException">412: it is not as the caller believes.</exception>
    public static void Demand(HttpContext http, string what, long? version) =>
        Demand(http, what, version is { } number ? [Number(number)] : []);

    /// <param name="http">The request, with or without <c>If-Match</c> and <c>If-None-Match</c>.</param>
    /// <param name="what">What it changes, as a sentence begins with it.</param>
    /// <param name="tags">What is there now; empty when nothing is.</param>
    /// <exception cref="ApiProblemException">412: it is not as the caller believes.</exception>
    public static void Demand(HttpContext http, string what, params IReadOnlyCollection<string> tags)
    {
        var headers = http.Request.Headers;
        if (headers.IfNoneMatch.Count > 0 && tags.Any(tag => Matches(headers.IfNoneMatch, tag)))
        {
            throw new ApiProblemException(StatusCodes.Status412PreconditionFailed, $"{what} is there already.");
        }

        if (headers.IfMatch.Count > 0 && !tags.Any(tag => Matches(headers.IfMatch, tag)))
        {
            throw new ApiProblemException(
                StatusCodes.Status412PreconditionFailed,
                tags.Count == 0 ? $"{what} is not there." : $"{what} was changed meanwhile: look at it again, and change what it is now.");
        }
    }

    private static bool Matches(IEnumerable<string?> header, string own) => header
        .SelectMany(line => (line ?? "").Split(','))
        .Any(tag => tag.Trim() is var text && (text == EntityTagHeaderValue.Any.Tag || text == Text(own)));

    private static string Number(long version) => version.ToString(CultureInfo.InvariantCulture);

    private static string Text(string tag) => $"\"{tag}\"";
}
