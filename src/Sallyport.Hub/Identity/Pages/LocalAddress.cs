using System.Text.RegularExpressions;

namespace Sallyport.Hub.Identity.Pages;

/// <summary>Places of this hub that a person may be sent on to after signing in; nothing else is one.</summary>
internal static partial class LocalAddress
{
    /// <returns><paramref name="address"/> when it can lead nowhere but to this hub.</returns>
    public static string Or(string address, string otherwise) => Pattern().IsMatch(address) ? address : otherwise;

    // Browsers take "\" for "/" and drop tabs and line ends: what is not plain and visible is not taken.
    [GeneratedRegex(@"^/(?:[A-Za-z0-9._~?=&%:+@,;-][A-Za-z0-9/._~?=&%:+@,;-]*)?\z")]
    private static partial Regex Pattern();
}
