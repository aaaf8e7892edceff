using Sallyport.Access.Enforcement;

namespace Sallyport.Agent.Control;

/// <summary>Whether a wanted set says one thing and says it once. The hub's own always do; one in other hands could send anything.</summary>
internal static class WantedSetCheck
{
    /// <summary>What is wrong with it; null when nothing is.</summary>
    public static string? ProblemOf(WantedSet? wanted)
    {
        if (wanted is null || wanted.Roles.IsDefault || wanted.Groups.IsDefault || wanted.Commands.IsDefault || string.IsNullOrEmpty(wanted.Epoch))
        {
            return "a part of it is missing";
        }

        var roles = new HashSet<(string, int)>();
        foreach (var role in wanted.Roles)
        {
            if (role is null)
            {
                return "a role is missing";
            }

            if (!roles.Add((role.Name, role.Version)))
            {
                return $"version {role.Version} of role {role.Name} stands in it twice";
            }
        }

        return null;
    }
}
