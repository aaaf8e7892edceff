namespace Sallyport.Hub.Api.Paging;

/// <summary>
/// A part of a list, as the API answers it: the items are the body, and what is beside them goes into headers, so that a list stays
/// the array it is.
/// </summary>
/// <param name="Items">What is on this page.</param>
/// <param name="Total">How many there are on all pages together.</param>
/// <param name="Next">Where the next page begins: a path of this API; null on the last one.</param>
internal sealed record Page(IReadOnlyList<object> Items, int Total, string? Next)
{
    /// <summary>The header that says how many items all pages have together.</summary>
    public const string TotalHeader = "Total-Count";

    public void Describe(HttpResponse response)
    {
        response.Headers[TotalHeader] = Total.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (Next is not null)
        {
            // RFC 8288.
            response.Headers.Link = $"<{Next}>; rel=\"next\"";
        }
    }
}
