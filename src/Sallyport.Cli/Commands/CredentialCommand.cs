using System.CommandLine;
using System.Text.Json;
using Sallyport.Cli.Api;
using Sallyport.Cli.Kubeconfigs;
using Sallyport.Cli.Sessions;

namespace Sallyport.Cli.Commands;

/// <summary>The exec credential plugin: kubectl calls it, people do not.</summary>
/// <remarks>https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins</remarks>
internal static class CredentialCommand
{
    private const string Variable = "KUBERNETES_EXEC_INFO";

    public static Command Create()
    {
        var command = new Command("credential", "Print a credential of minutes for kubectl, which calls this by itself (an exec credential plugin)");
        command.SetAction(async (parsed, cancellation) =>
        {
            var version = Version(Environment.GetEnvironmentVariable(Variable));
            var credential = await GatewayCredential.OfAsync(parsed.Profile(), cancellation);
            var answer = new ExecCredential(version, "ExecCredential", new ExecCredentialStatus(credential.Token, credential.Expires));
            await parsed.InvocationConfiguration.Output.WriteLineAsync(JsonSerializer.Serialize(answer, ApiJson.Default.ExecCredential));
            return ExitCodes.Done;
        });
        return command;
    }

    /// <summary>kubectl takes an answer in the version alone that it asked in.</summary>
    /// <exception cref="CommandException">It asked in one that is not known here.</exception>
    internal static string Version(string? execInfo)
    {
        if (string.IsNullOrEmpty(execInfo))
        {
            return ExecPlugin.Group + ExecPlugin.Versions[0];
        }

        string? asked;
        try
        {
            asked = JsonSerializer.Deserialize(execInfo, ApiJson.Default.ExecInfo)?.ApiVersion;
        }
        catch (JsonException)
        {
            asked = null;
        }

        return asked is not null && ExecPlugin.Versions.Any(version => asked == ExecPlugin.Group + version)
            ? asked
            : throw new CommandException($"{Variable} asks for '{asked}', and this plugin speaks {string.Join(" and ", ExecPlugin.Versions.Select(version => ExecPlugin.Group + version))}.");
    }
}
