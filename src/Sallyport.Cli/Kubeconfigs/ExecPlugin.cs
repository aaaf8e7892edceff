using System.Text.Json.Nodes;

namespace Sallyport.Cli.Kubeconfigs;

/// <summary>The exec credential plugin's entry in a kubeconfig.</summary>
/// <param name="Command">The program: a name that is looked up in PATH, or a whole path.</param>
/// <param name="Profile">The profile whose session it uses.</param>
/// <param name="Version"><c>v1</c>; or <c>v1beta1</c>, for kubectl before 1.22.</param>
internal sealed record ExecPlugin(string Command, string Profile, string Version)
{
    public const string Group = "client.authentication.k8s.io/";

    /// <summary>What kubectl and client-go take: v1 since 1.22, v1beta1 since 1.11 and still.</summary>
    public static readonly string[] Versions = ["v1", "v1beta1"];

    public JsonObject ToJson() => new()
    {
        ["apiVersion"] = Group + Version,
        ["command"] = Command,
        ["args"] = new JsonArray("credential", "--profile", Profile),
        ["interactiveMode"] = "IfAvailable",
        ["provideClusterInfo"] = false,
        ["installHint"] = "kubectl asks the sallyport command for a credential, and it is not on your PATH.",
    };
}
