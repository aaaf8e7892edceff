using Sallyport.Access.Decisions;
using Sallyport.Access.Policy;

namespace Sallyport.Access.Enforcement;

/// <summary>Which group variant an action of a role uses, and the variants' words.</summary>
internal static class GroupVariants
{
    public static GroupVariant Of(Role role, in ResourceAction action, SettingLevel level) => (action.Capability, level) switch
    {
        (Capability.Secrets, SettingLevel.Limited) => GroupVariant.KeysOnly,
        (Capability.Secrets, _) => GroupVariant.Secrets,
        (Capability.Shell, SettingLevel.Limited) => GroupVariant.Commands,
        (Capability.Shell, _) => GroupVariant.Shell,
        (Capability.PortForward, _) => GroupVariant.PortForward,
        _ => action.WritesRbac && !role.ReadOnly ? GroupVariant.Everything : GroupVariant.Base,
    };

    public static string Word(GroupVariant variant) => variant switch
    {
        GroupVariant.Base => "base",
        GroupVariant.ClusterReads => "cluster-reads",
        GroupVariant.Secrets => "secrets",
        GroupVariant.KeysOnly => "keys-only",
        GroupVariant.Shell => "shell",
        GroupVariant.Commands => "commands",
        GroupVariant.PortForward => "port-forward",
        GroupVariant.Everything => "everything",
        _ => "member",
    };

    public static bool TryRead(string word, out GroupVariant variant)
    {
        foreach (var candidate in (ReadOnlySpan<GroupVariant>)
            [
                GroupVariant.Base, GroupVariant.ClusterReads, GroupVariant.Secrets, GroupVariant.KeysOnly, GroupVariant.Shell, GroupVariant.Commands,
                GroupVariant.PortForward, GroupVariant.Everything,
            ])
        {
            if (Word(candidate) == word)
            {
                variant = candidate;
                return true;
            }
        }

        variant = default;
        return false;
    }
}
