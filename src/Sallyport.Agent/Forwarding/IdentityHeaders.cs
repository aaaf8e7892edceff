using System.Text.RegularExpressions;
using Sallyport.Access.Enforcement;

namespace Sallyport.Agent.Forwarding;

/// <summary>
/// Who a request runs as. kube-apiserver takes an empty <c>Impersonate-User</c> for no impersonation at all, and would then
/// run the request as the agent: so both values are checked here, whole, and written by a writer that refuses line breaks.
/// </summary>
internal static partial class IdentityHeaders
{
    public const string ImpersonateUser = "Impersonate-User";
    public const string ImpersonateGroup = "Impersonate-Group";

    /// <summary>Whether a user may be impersonated: inside the prefix and its grammar, nothing before or after.</summary>
    public static bool IsUser(string? user) => user is not null && UserPattern().IsMatch(user);

    /// <summary>Whether a group may be impersonated; only a name that reads back to itself is one.</summary>
    public static bool IsGroup(string? name, out ImpersonatedGroup group)
    {
        group = default;
        return name is not null
            && name.StartsWith(ImpersonatedGroup.Prefix, StringComparison.Ordinal)
            && ImpersonatedGroup.TryParse(name, out group)
            && group.Name == name;
    }

    /// <summary>Exactly one user and one group, for a writer that refuses line breaks.</summary>
    public static KeyValuePair<string, string>[] For(string user, string group) =>
        IsUser(user) && IsGroup(group, out _)
            ? [new(ImpersonateUser, user), new(ImpersonateGroup, group)]
            : throw new InvalidOperationException("Refusing to forward without one checked user and one checked group.");

    /// <summary>Writes exactly one user and one group.</summary>
    public static void Write(HttpRequestMessage request, string user, string group)
    {
        if (request.Headers.Contains(ImpersonateUser) || request.Headers.Contains(ImpersonateGroup))
        {
            throw new InvalidOperationException("Refusing to forward a request that already has an identity.");
        }

        foreach (var (name, value) in For(user, group))
        {
            // Add validates; TryAddWithoutValidation would write a line break as it stands.
            request.Headers.Add(name, value);
        }
    }

    [GeneratedRegex(@"\Asallyport:[a-z0-9][a-z0-9._@-]{0,62}\z", RegexOptions.CultureInvariant)]
    private static partial Regex UserPattern();
}
