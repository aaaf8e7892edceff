using Sallyport.Console.Tests.Stories.Steps;
using Sallyport.EndToEnd.Tests.Clusters;

namespace Sallyport.EndToEnd.Tests.Browsing;

/// <summary>The two founding stories once more, with a Secret that a real kube-apiserver keeps and a shell that a real kubelet opens.</summary>
[Collection(RealConsoleCollection.Name)]
public sealed class FoundingStoriesTests(RealConsole console)
{
    private static readonly Dictionary<string, string> Preview = new(StringComparer.Ordinal)
    {
        ["visible"] = "access to Secrets.",
        ["hidden"] = "This takes access to Secrets from",
        ["allowed"] = "open a shell.",
        ["blocked"] = "This takes the shell from",
    };

    public static TheoryData<string, string, string> Positions => FoundingStory.Positions;

    [Theory]
    [MemberData(nameof(Positions))]
    public async Task Switch_TurnedByAnAdmin_IsFollowedByTheDevelopersOpenPages(string turned, string secrets, string shell)
    {
        var place = new StoryPlace(RealCluster.Name, console.Cluster.Shop, "db-password", "password", "toolbox");

        await FoundingStory.TellAsync(
            console.Browser, place, console.Hub.Api.SetAsync, turned, secrets, shell, Preview[turned == "secrets" ? secrets : shell]);
    }
}
