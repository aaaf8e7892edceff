using System.Globalization;
using System.Text.Json.Serialization;
using Sallyport.Access.Decisions;
using Sallyport.Access.Policy;
using Sallyport.Access.Requests;

namespace Sallyport.Access.Enforcement;

/// <summary>The one group that justifies one request: (role version, variant, place).</summary>
/// <param name="Role">The role's name; empty for <see cref="GroupVariant.Member"/>.</param>
/// <param name="RoleVersion">The role's version.</param>
/// <param name="Variant">Which part of the role.</param>
/// <param name="Namespace">The namespace it is bound in; empty for the whole cluster.</param>
public readonly record struct ImpersonatedGroup(string Role, int RoleVersion, GroupVariant Variant, string Namespace)
{
    /// <summary>The prefix of every user and group Sallyport impersonates.</summary>
    public const string Prefix = "sallyport:";

    private const string MemberName = Prefix + "member";
    private const string ClusterPlace = "cluster";
    private const string NamespacePlace = "ns";
    private const int LongestName = 253;

    /// <summary>The group of discovery and the self-subject reviews.</summary>
    public static ImpersonatedGroup Member { get; } = new("", 0, GroupVariant.Member, "");

    /// <summary>The name sent in <c>Impersonate-Group</c>, such as <c>sallyport:project-read-only:1:base:ns:shop</c>.</summary>
    [JsonIgnore]
    public string Name => Variant == GroupVariant.Member
        ? MemberName
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{Prefix}{Role}:{RoleVersion}:{GroupVariants.Word(Variant)}:{(Namespace.Length == 0 ? ClusterPlace : $"{NamespacePlace}:{Namespace}")}");

    /// <summary>
    /// Whether a request can have been decided under this group: it lands at the group's place and uses the very capability
    /// that the group is for. What everyone may ask (discovery, and about oneself) goes under any of them, since a review of
    /// an action is asked under the action's own group.
    /// </summary>
    public bool Justifies(KubernetesRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (MemberRequests.Contains(request))
        {
            return true;
        }

        var needed = request.IsResource ? CapabilityOf.Resource(request.ApiGroup, request.Resource, request.Subresource) : Capability.None;
        return Variant != GroupVariant.Member
            && needed == RoleVariants.CapabilityOf(Variant)
            && (Namespace.Length == 0 || (request.IsResource && request.Namespace == Namespace));
    }

    /// <summary>Reads a name back; false for anything that <see cref="Name"/> could not have written.</summary>
    public static bool TryParse(string name, out ImpersonatedGroup group)
    {
        group = Member;
        if (name is null || name.Length > LongestName || !name.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        if (name == MemberName)
        {
            return true;
        }

        var parts = name[Prefix.Length..].Split(':');
        var ns = parts switch
        {
            [_, _, _, ClusterPlace] => "",
            [_, _, _, NamespacePlace, { Length: > 0 } last] when IsLabel(last) => last,
            _ => null,
        };
        if (ns is null || !IsLabel(parts[0]) || !GroupVariants.TryRead(parts[2], out var variant) ||
            !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var version) || version < 1)
        {
            return false;
        }

        var read = new ImpersonatedGroup(parts[0], version, variant, ns);
        if (read.Name != name)
        {
            return false;
        }

        group = read;
        return true;
    }

    private static bool IsLabel(string text)
    {
        if (text.Length is 0 or > 63 || text[0] == '-' || text[^1] == '-')
        {
            return false;
        }

        foreach (var c in text)
        {
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-')
            {
                return false;
            }
        }

        return true;
    }
}
