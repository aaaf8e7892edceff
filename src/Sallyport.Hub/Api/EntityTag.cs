using System.Security.Cryptography;
using System.Text;
using Sallyport.Hub.Fleet;
using Sallyport.Hub.Policy;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Api;

/// <summary>
/// What an object's version is called (RFC 9110, section 8.8.3): a digest of what the store keeps of it, so that two of the same tag are
/// the same, however they came to be.
/// </summary>
internal static class EntityTag
{
    public static string Of(AssignmentRow row) => Digest(row.Id, row.Role, row.SubjectKind, row.SubjectName, row.Scope, row.Expires);

    public static string Of(SettingRow row) => Digest(
        row.Id, row.Level, row.Commands, row.Place, row.SubjectKind, row.SubjectName, row.Locked, row.Reason, row.Expires);

    public static string Of(GuardrailRow row) => Digest(row.Name, row.Place, row.Rules, row.Except);

    public static string Of(ProjectRow row) => Digest(row.Name, row.Title, row.Scopes);

    public static string Of(DelegationRow row) => Digest(
        row.Id, row.SubjectKind, row.SubjectName, row.Scope, row.Capabilities, row.Reason, row.Expires);

    public static string Of(UserRow row) => Digest(
        row.Name, row.Kind, row.Disabled, row.LongestToken, row.CreatedAt,
        row.Memberships.Select(membership => $"{membership.Group} {membership.Source}").Order(StringComparer.Ordinal));

    /// <summary>Of a cluster people write the labels alone.</summary>
    public static string Of(FleetCluster cluster) => Digest(
        cluster.Id, cluster.View.Labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={label.Value}"));

    private static string Digest(params object?[] parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(PolicyJson.Write(parts))))[..32];
}
