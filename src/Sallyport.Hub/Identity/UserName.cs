using System.Text.RegularExpressions;

namespace Sallyport.Hub.Identity;

/// <summary>The names that people and groups may have: they become headers and RBAC subjects.</summary>
internal static partial class UserName
{
    public const string Rule =
        "up to 63 of a-z, 0-9, '.', '_', '@' and '-', beginning with a letter or a digit";

    public static bool IsValid(string name) => Pattern().IsMatch(name);

    [GeneratedRegex(@"^[a-z0-9][a-z0-9._@-]{0,62}\z")]
    private static partial Regex Pattern();
}
