using System.CommandLine;
using Sallyport.Cli.Commands;

namespace Sallyport.Cli;

/// <summary>The command tree: a table of contents.</summary>
internal static class SallyportCommand
{
    public static RootCommand Create() => new(
        """
        Least-privilege access to every Kubernetes cluster of an organization, decided in one place.

        Start with:  sallyport login https://HUB:8443 --token TOKEN --ca ca.crt
        Then:        sallyport clusters list
                     sallyport settings get
                     sallyport can-i get secrets --cluster demo -n shop
        """)
    {
        SetupCommand.Create(),
        LoginCommand.Create(),
        LogoutCommand.Create(),
        WhoAmICommand.Create(),
        ProfilesCommand.Create(),
        KubeconfigCommand.Create(),
        CredentialCommand.Create(),
        CanICommand.Create(),
        ClustersCommand.Create(),
        SettingsCommand.Create(),
        RolesCommand.Create(),
        AssignmentsCommand.Create(),
        ProjectsCommand.Create(),
        UsersCommand.Create(),
        TokensCommand.Create(),
        AuditCommand.Create(),
        ProfileOption.Create(),
    };
}
