using System.Collections.Immutable;
using Sallyport.Access.Decisions;
using Sallyport.Access.Policy;
using Sallyport.Access.Requests;

namespace Sallyport.Access.Enforcement;

/// <summary>The most a cluster's owner lets any hub have there, chosen when the agent is installed.</summary>
/// <param name="Level">admin, namespaced or read-only.</param>
/// <param name="Secrets">Whether Secrets may be read below <see cref="CeilingLevel.Admin"/>.</param>
/// <param name="KeysOnly">Whether the keys of Secrets may be read below <see cref="CeilingLevel.Admin"/>; <paramref name="Secrets"/> holds it.</param>
/// <param name="Shell">Whether shells may be opened below <see cref="CeilingLevel.Admin"/>.</param>
/// <param name="PortForward">Whether ports may be forwarded below <see cref="CeilingLevel.Admin"/>.</param>
public sealed record Ceiling(CeilingLevel Level, bool Secrets = false, bool KeysOnly = false, bool Shell = false, bool PortForward = false)
{
    private const string Choices = "admin, or namespaced or read-only with any of +keys-only, +secrets, +shell, +port-forward";

    private static readonly Role NamespacedRole = BuiltInRoles.Find("project-admin")!;
    private static readonly Role ReadOnlyRole = BuiltInRoles.Find("project-read-only")!;

    /// <summary>All that the built-in roles can grant.</summary>
    public static Ceiling Admin { get; } = new(CeilingLevel.Admin, true, true, true, true);

    /// <summary>Reads <c>admin</c>, <c>namespaced</c> or <c>read-only</c> with <c>+keys-only</c>, <c>+secrets</c>, <c>+shell</c>, <c>+port-forward</c>.</summary>
    /// <exception cref="FormatException">The text is none of them; the message says what is allowed.</exception>
    public static Ceiling Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = text.Split('+');
        if (words is ["admin"])
        {
            return Admin;
        }

        var capabilities = words[1..];
        if (words[0] is not ("namespaced" or "read-only") || capabilities.Distinct().Count() != capabilities.Length ||
            capabilities.Any(word => word is not ("keys-only" or "secrets" or "shell" or "port-forward")))
        {
            throw new FormatException($"\"{text}\" is not a ceiling; it is {Choices}");
        }

        return new Ceiling(
            words[0] == "namespaced" ? CeilingLevel.Namespaced : CeilingLevel.ReadOnly,
            capabilities.Contains("secrets"),
            capabilities.Contains("keys-only"),
            capabilities.Contains("shell"),
            capabilities.Contains("port-forward"));
    }

    /// <summary>The text that <see cref="Parse"/> reads.</summary>
    public override string ToString() => Level == CeilingLevel.Admin
        ? "admin"
        : (Level == CeilingLevel.Namespaced ? "namespaced" : "read-only") +
          (KeysOnly ? "+keys-only" : "") + (Secrets ? "+secrets" : "") + (Shell ? "+shell" : "") + (PortForward ? "+port-forward" : "");

    /// <summary>Whether a request, made with that part of a role, stays below the ceiling.</summary>
    public bool Allows(KubernetesRequest request, GroupVariant variant)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (Level == CeilingLevel.Admin || MemberRequests.Contains(request))
        {
            return true;
        }

        return request.IsResource && Allows(
            new ResourceAction(request.Verb, request.ApiGroup, request.Resource, request.Subresource, request.Name),
            request.Namespace.Length > 0,
            variant);
    }

    /// <summary>The role a ceiling below <see cref="CeilingLevel.Admin"/> is as high as.</summary>
    internal Role Role => Level == CeilingLevel.Namespaced ? NamespacedRole : ReadOnlyRole;

    internal bool Allows(GroupVariant variant) => variant switch
    {
        _ when Level == CeilingLevel.Admin => true,
        GroupVariant.Secrets => Secrets,
        GroupVariant.KeysOnly => KeysOnly || Secrets,
        GroupVariant.Shell or GroupVariant.Commands => Shell,
        GroupVariant.PortForward => PortForward,
        GroupVariant.Everything => false,
        _ => true,
    };

    internal bool Allows(in ResourceAction action, bool namespaced, GroupVariant variant)
    {
        if (Level == CeilingLevel.Admin)
        {
            return true;
        }

        var role = Role;
        return Allows(variant) && (action.Capability == Capability.None || RoleVariants.CapabilityOf(variant) == action.Capability) &&
            (namespaced || action.IsRead ? Either(action, role, role.Rules, role.ClusterRules) : Either(action, role, role.WholeClusterRules, role.ClusterRules));
    }

    private static bool Either(in ResourceAction action, Role role, ImmutableArray<PolicyRule> rules, ImmutableArray<PolicyRule> others) =>
        action.IsIn(role, rules) || action.IsIn(role, others);
}

/// <summary>How high a ceiling is before the capabilities named beside it.</summary>
public enum CeilingLevel
{
    /// <summary>Reads alone.</summary>
    ReadOnly,

    /// <summary>Reads, and writes of namespaced objects other than RBAC.</summary>
    Namespaced,

    /// <summary>All that the built-in roles can grant.</summary>
    Admin,
}
