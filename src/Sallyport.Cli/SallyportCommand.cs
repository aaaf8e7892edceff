using System.CommandLine;
using Sallyport.Cli.Commands;
using Sallyport.Cli.Help;

namespace Sallyport.Cli;

/// <summary>The command tree: a table of contents.</summary>
internal static class SallyportCommand
{
    public static RootCommand Create()
    {
        var root = new RootCommand("Least-privilege access to every Kubernetes cluster of an organization, decided in one place.")
        {
            SetupCommand.Create(),
            LoginCommand.Create(),
            LogoutCommand.Create(),
            WhoAmICommand.Create(),
            ProfilesCommand.Create(),
            KubeconfigCommand.Create(),
            CredentialCommand.Create(),
            CanICommand.Create(),
            ExplainCommand.Create(),
            WhoCanCommand.Create(),
            ClustersCommand.Create(),
            SettingsCommand.Create(),
            RolesCommand.Create(),
            AssignmentsCommand.Create(),
            DelegationsCommand.Create(),
            GuardrailsCommand.Create(),
            ProjectsCommand.Create(),
            ApplyCommand.Create(),
            DiffCommand.Create(),
            ExportCommand.Create(),
            ValidateCommand.Create(),
            SchemaCommand.Create(),
            PolicyCommand.Create(),
            UsersCommand.Create(),
            TokensCommand.Create(),
            ProvidersCommand.Create(),
            WorkloadIssuersCommand.Create(),
            ValidityCommand.Create(),
            AuditCommand.Create(),
            CompletionCommand.Create(),
            ProfileOption.Create(),
        };
        root.Taught(
            """
            sallyport login https://hub.example.com:8443
            sallyport kubeconfig --merge
            kubectl --context demo get pods
            sallyport can-i get secrets --cluster demo -n shop
            sallyport settings get
            """);
        return TeachingHelp.GiveTo(root);
    }
}
