using Sallyport.Hub.Console.Feeds.Calls;

namespace Sallyport.Hub.Console.Kubectl.Commands;

/// <summary>Lists the API versions that the cluster serves.</summary>
internal sealed class ApiVersionsCommand() : KubectlCommand("api-versions", "", "Lists the API versions that the cluster serves.")
{
    public override ArgumentKind Arguments => ArgumentKind.Nothing;

    public override async Task<int> RunAsync(Invocation line)
    {
        var core = (await line.ReadAsync("/api")).Texts("versions");
        var groups = (await line.ReadAsync("/apis")).Items("groups")
            .SelectMany(group => group.Items("versions")).Select(version => version.Text("groupVersion"));
        foreach (var version in core.Concat(groups).Order(StringComparer.Ordinal))
        {
            await line.Out.LineAsync(version);
        }

        return 0;
    }
}
