using System.Text.RegularExpressions;

namespace Sallyport.Demo.Admission;

/// <summary>What names may look like.</summary>
internal static partial class NameRules
{
    private const string Subdomain = "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, " +
        "'-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for " +
        "validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

    private const string Label = "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', " +
        "and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for " +
        "validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";

    /// <summary>What is wrong with the name, or null.</summary>
    public static string? Problem(string plural, string name) => plural switch
    {
        "namespaces" or "services" => name.Length <= 63 && LabelPattern().IsMatch(name) ? null : Label,
        "roles" or "rolebindings" or "clusterroles" or "clusterrolebindings" =>
            name.Contains('/') || name.Contains('%') || name is "." or ".."
                ? "may not contain '/' or '%', and may not be '.' or '..'"
                : null,
        _ => name.Length <= 253 && SubdomainPattern().IsMatch(name) ? null : Subdomain,
    };

    [GeneratedRegex("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", RegexOptions.CultureInvariant)]
    private static partial Regex LabelPattern();

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$", RegexOptions.CultureInvariant)]
    private static partial Regex SubdomainPattern();
}
