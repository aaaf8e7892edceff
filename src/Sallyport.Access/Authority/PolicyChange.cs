using Sallyport.Access.Policy;

namespace Sallyport.Access.Authority;

/// <summary>A change of the policy that somebody wants to make. Replacing something is taking it away and making another.</summary>
public abstract record PolicyChange
{
    private protected PolicyChange()
    {
    }
}

/// <summary>Somebody is given a role.</summary>
/// <param name="Assignment">As it would be kept.</param>
public sealed record AssignmentGiven(RoleAssignment Assignment) : PolicyChange;

/// <summary>A role is taken away.</summary>
/// <param name="Assignment">As it is kept.</param>
public sealed record AssignmentTaken(RoleAssignment Assignment) : PolicyChange;

/// <summary>A setting is made. What it was made by (<see cref="AuthorityAnswer.Under"/>) is for the answer to say.</summary>
/// <param name="Setting">As it would be kept.</param>
public sealed record SettingMade(AccessSetting Setting) : PolicyChange;

/// <summary>A setting is taken away.</summary>
/// <param name="Setting">As it is kept.</param>
public sealed record SettingTaken(AccessSetting Setting) : PolicyChange;

/// <summary>Anything else: guardrails, roles, projects, delegations, people, clusters and the organization itself.</summary>
public sealed record OrganizationChange : PolicyChange;
