namespace Sallyport.Access.Redaction;

/// <summary>What stands where a Secret's value stood: the same for every value, and base64, since clients decode it.</summary>
public static class Placeholder
{
    /// <summary>The placeholder as it stands in <c>data</c>.</summary>
    public const string Value = "KGhpZGRlbiBieSBTYWxseXBvcnQp";

    /// <summary>What it says when decoded.</summary>
    public const string Decoded = "(hidden by Sallyport)";

    /// <summary>
    /// The annotation with the true sizes, a line for each key such as <c>password: 12 bytes</c>: what clients work out
    /// themselves (<c>kubectl describe</c>) is the placeholder's.
    /// </summary>
    public const string SizesAnnotation = "sallyport.io/sizes";

    /// <summary>The annotation that says why the values are hidden.</summary>
    public const string ValuesAnnotation = "sallyport.io/values";

    internal const string Why = "hidden (secrets: keys-only); their sizes are in " + SizesAnnotation;
}
