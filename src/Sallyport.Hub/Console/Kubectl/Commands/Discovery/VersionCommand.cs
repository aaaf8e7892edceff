using System.Collections.Immutable;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Kubectl.Parsing;
using Sallyport.Hub.Console.Kubectl.Printing;

namespace Sallyport.Hub.Console.Kubectl.Commands;

/// <summary>Shows the cluster's version.</summary>
internal sealed class VersionCommand() : KubectlCommand("version", "", "Shows the cluster's version.")
{
    public override ImmutableArray<Flag> Flags => [Flag.Text("output", "json or yaml.", 'o') with { Choices = ["json", "yaml"] }];

    public override ArgumentKind Arguments => ArgumentKind.Nothing;

    public override async Task<int> RunAsync(Invocation line)
    {
        var version = await line.ReadAsync("/version");
        switch (line.Flags.Text("output"))
        {
            case "":
                await line.Out.LineAsync("Client Version: this terminal has none, it speaks the cluster's own");
                await line.Out.LineAsync("Server Version: " + version.Text("gitVersion"));
                return 0;
            case "json":
                await line.Out.TextAsync(KubeJson.Indented(version, 0, managedFields: true));
                return 0;
            case "yaml":
                await line.Out.TextAsync(KubeYaml.Write(version, managedFields: true));
                return 0;
            default:
                throw new KubectlFault("error: --output must be 'yaml' or 'json'");
        }
    }
}
