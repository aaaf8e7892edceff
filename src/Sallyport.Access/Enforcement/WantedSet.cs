using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Sallyport.Access.Policy;

namespace Sallyport.Access.Enforcement;

/// <summary>The groups a cluster must know, as the hub tells the agent: lower generations are ignored.</summary>
/// <param name="Epoch">The store's epoch: changes when a store is restored or made anew.</param>
/// <param name="Generation">Counts up within an epoch.</param>
/// <param name="Roles">The roles whose groups are named, by name.</param>
/// <param name="Groups">The groups, each bound at its place, by name.</param>
public sealed record WantedSet(string Epoch, long Generation, ImmutableArray<Role> Roles, ImmutableArray<ImpersonatedGroup> Groups)
{
    /// <summary>What each group of variant <see cref="GroupVariant.Commands"/> may run, by the group's name.</summary>
    public ImmutableArray<GroupCommands> Commands { get; init; } = [];

    /// <summary>A digest of the roles, groups and commands alone: two sets with the same fingerprint ask the same of a cluster.</summary>
    public string Fingerprint()
    {
        var text = new StringBuilder();
        foreach (var role in Roles)
        {
            text.Append(role.Name).Append(':').Append(role.Version).Append(role.ReadOnly ? 'r' : 'w').Append('\n');
            Write(text, "rules", role.Rules);
            Write(text, "cluster", role.ClusterRules);
            Write(text, "whole", role.WholeClusterRules);
            Write(text, "except", role.Except);
        }

        foreach (var group in Groups)
        {
            text.Append(group.Name).Append('\n');
        }

        foreach (var (group, patterns) in Commands)
        {
            text.Append("commands ").Append(group).Append('\n').AppendJoin('\n', patterns).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static void Write(StringBuilder text, string what, ImmutableArray<PolicyRule> rules)
    {
        foreach (var rule in rules)
        {
            text.Append(what);
            foreach (var values in (ReadOnlySpan<ImmutableArray<string>>)[rule.ApiGroups, rule.Resources, rule.ResourceNames, rule.Verbs, rule.NonResourceUrls])
            {
                text.Append(' ').AppendJoin(',', values).Append(';');
            }

            text.Append('\n');
        }
    }
}
