using Sallyport.Access.Enforcement;
using Sallyport.Access.Policy;

namespace Sallyport.Access.Decisions;

/// <summary>Which part of the policy made a decision.</summary>
public enum DecidedBy
{
    /// <summary>Nothing allows it.</summary>
    Nothing,

    /// <summary>A role assignment allows it.</summary>
    Assignment,

    /// <summary>An access setting holds it back.</summary>
    Setting,

    /// <summary>A guardrail denies it.</summary>
    Guardrail,

    /// <summary>The cluster's ceiling is below it.</summary>
    Ceiling,

    /// <summary>Membership alone: discovery and the self-subject reviews.</summary>
    Membership,
}

/// <summary>Allow or deny for one request, with what made it so. A value: deciding allocates nothing.</summary>
public readonly record struct Decision
{
    /// <summary>Whether the request may go on.</summary>
    public bool Allowed { get; init; }

    /// <summary>What made it so.</summary>
    public DecidedBy By { get; init; }

    /// <summary>The capability that was used, or that was missing.</summary>
    public Capability Capability { get; init; }

    /// <summary>
    /// How far the capability is open to it: <see cref="SettingLevel.Limited"/> is a redacted answer, or a listed command.
    /// Meaningful where a capability was used or a setting held it back.
    /// </summary>
    public SettingLevel Level { get; init; }

    /// <summary>The assignment that allows it, or would have but for a setting.</summary>
    public RoleAssignment? Assignment { get; init; }

    /// <summary>That assignment's role.</summary>
    public Role? Role { get; init; }

    /// <summary>The setting that held it back; null where the default did.</summary>
    public AccessSetting? Setting { get; init; }

    /// <summary>The guardrail that denied it.</summary>
    public Guardrail? Guardrail { get; init; }

    /// <summary>Which part of the role is impersonated; meaningful when allowed.</summary>
    public GroupVariant Variant { get; init; }

    /// <summary>The namespace the group is bound in; empty when it is bound in the whole cluster.</summary>
    public string Place { get; init; }

    /// <summary>The one group to impersonate; meaningful when allowed.</summary>
    public ImpersonatedGroup Group => Variant == GroupVariant.Member
        ? ImpersonatedGroup.Member
        : new ImpersonatedGroup(Role?.Name ?? "", Role?.Version ?? 0, Variant, Place ?? "");
}
