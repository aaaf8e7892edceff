namespace Sallyport.Hub.Console.Feeds.Listing;

/// <summary>Writes terms of field selectors.</summary>
internal static class FieldTerm
{
    /// <summary>A field that has exactly this value; what would end the term is escaped.</summary>
    public static string Exact(string field, string value) =>
        $"{field}={value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal).Replace("=", "\\=", StringComparison.Ordinal)}";
}
