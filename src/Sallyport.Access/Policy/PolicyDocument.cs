using System.Collections.Immutable;

namespace Sallyport.Access.Policy;

/// <summary>A person or machine the policy knows, with the groups it belongs to.</summary>
/// <param name="Name">The name, unique and validated (<c>[a-z0-9._@-]</c>).</param>
/// <param name="Groups">Names of the groups.</param>
/// <param name="Disabled">A disabled user may do nothing.</param>
public sealed record PolicyUser(string Name, ImmutableArray<string> Groups, bool Disabled = false);

/// <summary>Everything an <see cref="Decisions.AccessSnapshot"/> is compiled from.</summary>
public sealed record PolicyDocument
{
    /// <summary>The store's version of this document; counts up.</summary>
    public long Version { get; init; }

    /// <summary>Users.</summary>
    public ImmutableArray<PolicyUser> Users { get; init; } = [];

    /// <summary>Projects.</summary>
    public ImmutableArray<Project> Projects { get; init; } = [];

    /// <summary>Custom roles; the built-in ones are always there (<see cref="BuiltInRoles"/>).</summary>
    public ImmutableArray<Role> Roles { get; init; } = [];

    /// <summary>Role assignments.</summary>
    public ImmutableArray<RoleAssignment> Assignments { get; init; } = [];

    /// <summary>Access settings.</summary>
    public ImmutableArray<AccessSetting> Settings { get; init; } = [];

    /// <summary>Guardrails beside the built-in ones.</summary>
    public ImmutableArray<Guardrail> Guardrails { get; init; } = [];

    /// <summary>What Organization Admins let others relax.</summary>
    public ImmutableArray<Delegation> Delegations { get; init; } = [];

    /// <summary>The organization's own next step for a refusal (text or link); empty names up to three Organization Admins.</summary>
    public string AskText { get; init; } = "";
}
