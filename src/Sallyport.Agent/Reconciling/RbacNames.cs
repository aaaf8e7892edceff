using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Sallyport.Access.Enforcement;

namespace Sallyport.Agent.Reconciling;

/// <summary>
/// The names and labels of the RBAC objects one agent keeps. They carry the cluster's id at its hub, so that two hubs
/// that share a cluster (during a move, say) leave each other's objects alone.
/// </summary>
internal sealed class RbacNames
{
    public const string ManagedByLabel = "app.kubernetes.io/managed-by";
    public const string ManagedBy = "sallyport";
    public const string OwnerLabel = "sallyport.io/cluster-id";
    private const int Longest = 100;
    private readonly string _owner;
    private readonly string _suffix;

    public RbacNames(string owner)
    {
        _owner = Short(owner, 16);
        _suffix = _owner[..8];
        Labels = new(StringComparer.Ordinal) { [ManagedByLabel] = ManagedBy, [OwnerLabel] = _owner };
    }

    /// <summary>The labels of every object.</summary>
    public Dictionary<string, string> Labels { get; }

    /// <summary>Selects every object of this agent, and none of another's.</summary>
    public string Selector => $"{ManagedByLabel}={ManagedBy},{OwnerLabel}={_owner}";

    /// <summary>The name of the ClusterRole behind a group, and of the binding that binds it at the group's place.</summary>
    public string For(ImpersonatedGroup group)
    {
        var stem = group.Variant == GroupVariant.Member
            ? "sallyport-member"
            : string.Create(CultureInfo.InvariantCulture, $"sallyport-{group.Role}-{group.RoleVersion}-{Kebab(group.Variant)}");
        if (stem.Length > Longest)
        {
            stem = $"{stem[..(Longest - 17)]}-{Short(stem, 16)}";
        }

        return $"{stem}-{_suffix}";
    }

    private static string Kebab(GroupVariant variant) => variant switch
    {
        GroupVariant.Base => "base",
        GroupVariant.ClusterReads => "cluster-reads",
        GroupVariant.PortForward => "port-forward",
        GroupVariant.KeysOnly => "keys-only",
        _ => variant.ToString().ToLowerInvariant(),
    };

    private static string Short(string text, int digits) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..digits];
}
