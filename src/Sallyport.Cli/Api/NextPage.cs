namespace Sallyport.Cli.Api;

/// <summary>Where a list goes on (RFC 8288).</summary>
internal static class NextPage
{
    private const string Begin = "<";
    private const string End = ">; rel=\"next\"";

    /// <returns>A path of the same hub; null after the last page. The token goes nowhere else, whatever a header says.</returns>
    public static string? Of(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Link", out var links)
        && links.FirstOrDefault() is { } link
        && link.StartsWith(Begin + "/api/", StringComparison.Ordinal)
        && link.EndsWith(End, StringComparison.Ordinal)
            ? link[Begin.Length..^End.Length]
            : null;
}
