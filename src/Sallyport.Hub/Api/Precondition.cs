using Microsoft.Net.Http.Headers;

namespace Sallyport.Hub.Api;

/// <summary>
/// Entity tags (RFC 9110, section 13.1), so that of two people who change the same thing the later one is told and overwrites
/// nothing unseen. Ask inside the transaction of the change.
/// </summary>
internal static class Precondition
{
    public static void Tag(HttpContext http, long version) => http.Response.Headers.ETag = Text(version);

    /// <param name="http">The request, with or without <c>If-Match</c> and <c>If-None-Match</c>.</param>
    /// <param name="what">What it changes, as a sentence begins with it.</param>
    /// <param name="version">Its version now; null when it is not there.</param>
    /// <exception cref="ApiProblemException">412: it is not as the caller believes.</exception>
    public static void Demand(HttpContext http, string what, long? version)
    {
        var headers = http.Request.Headers;
        if (headers.IfNoneMatch.Count > 0 && version is { } there && Matches(headers.IfNoneMatch, there))
        {
            throw new ApiProblemException(StatusCodes.Status412PreconditionFailed, $"{what} is there already.");
        }

        if (headers.IfMatch.Count > 0 && !(version is { } now && Matches(headers.IfMatch, now)))
        {
            throw new ApiProblemException(
                StatusCodes.Status412PreconditionFailed,
                version is null ? $"{what} is not there." : $"{what} was changed meanwhile: look at it again, and change what it is now.");
        }
    }

    private static bool Matches(IEnumerable<string?> header, long version) => header
        .SelectMany(line => (line ?? "").Split(','))
        .Any(tag => tag.Trim() is var text && (text == EntityTagHeaderValue.Any.Tag || text == Text(version)));

    private static string Text(long version) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"\"{version}\"");
}
