using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Api;

/// <summary>A user as the API shows them.</summary>
/// <param name="Name">The name.</param>
/// <param name="Kind">A person, or a machine.</param>
/// <param name="Groups">The groups, whoever gave them.</param>
/// <param name="GivenGroups">Those of them that were given here, which a change of the groups replaces; the others a provider tells.</param>
/// <param name="Disabled">Whether nothing of theirs works.</param>
/// <param name="LongestToken">How long their tokens may live, where that differs from the organization's.</param>
internal sealed record UserModel(string Name, UserKind Kind, IReadOnlyList<string> Groups, IReadOnlyList<string> GivenGroups, bool Disabled, string? LongestToken)
{
    public static UserModel From(UserRow row) => new(
        row.Name,
        row.Kind,
        [.. row.Memberships.Select(membership => membership.Group).Distinct().Order(StringComparer.Ordinal)],
        [.. row.Memberships.Where(membership => membership.Source.Length == 0).Select(membership => membership.Group).Order(StringComparer.Ordinal)],
        row.Disabled,
        row.LongestToken is { } longest ? LimitEndpoints.Word(longest) : null);
}
