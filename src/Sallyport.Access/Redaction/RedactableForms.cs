namespace Sallyport.Access.Redaction;

/// <summary>The forms of an answer that can be redacted: JSON, whole, as a table or as metadata. No other is asked for or taken.</summary>
public static class RedactableForms
{
    /// <summary>JSON without more.</summary>
    public const string Json = "application/json";

    /// <summary>
    /// The <c>Accept</c> to send instead of a client's: the tables and metadata that it asked for, in any encoding, and
    /// JSON for anything else. Weights are left out, as kube-apiserver takes the first that it knows.
    /// </summary>
    public static string Accept(IEnumerable<string?> accept)
    {
        ArgumentNullException.ThrowIfNull(accept);
        var forms = new List<string>();
        foreach (var range in accept.SelectMany(line => (line ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))
        {
            var form = Form(range);
            if (!forms.Contains(form))
            {
                forms.Add(form);
            }
        }

        return forms.Count == 0 ? Json : string.Join(',', forms);
    }

    /// <summary>Whether an answer's <c>Content-Type</c> is one that can be redacted.</summary>
    public static bool Contains(string? contentType)
    {
        if (contentType is null)
        {
            return false;
        }

        var parts = contentType.Split(';', StringSplitOptions.TrimEntries);
        return parts[0].Equals(Json, StringComparison.OrdinalIgnoreCase) && parts[1..].All(IsKnown);
    }

    private static string Form(string range)
    {
        var parameters = range.Split(';', StringSplitOptions.TrimEntries)[1..];
        var kind = Parameter(parameters, "as");
        var version = Parameter(parameters, "v");
        return kind is "Table" or "PartialObjectMetadata" or "PartialObjectMetadataList"
            && Parameter(parameters, "g") == "meta.k8s.io"
            && version is ("v1" or "v1beta1")
                ? $"{Json};as={kind};g=meta.k8s.io;v={version}"
                : Json;
    }

    private static string? Parameter(string[] parameters, string name) =>
        Array.Find(parameters, p => p.Length > name.Length && p[name.Length] == '=' && p.StartsWith(name, StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..];

    private static bool IsKnown(string parameter) =>
        parameter.Equals("charset=utf-8", StringComparison.OrdinalIgnoreCase)
        || parameter.StartsWith("as=", StringComparison.Ordinal)
        || parameter.StartsWith("g=", StringComparison.Ordinal)
        || parameter.StartsWith("v=", StringComparison.Ordinal);
}
