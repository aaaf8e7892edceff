using Sallyport.Console.Tests.Browsing;
using Sallyport.Console.Tests.Stories.Steps;

namespace Sallyport.Console.Tests.Stories;

/// <summary>
/// The two founding stories, with both switches in all four positions: an admin turns one of them in the console, and the
/// developer's two open pages follow by themselves, the one that it is about and that one alone.
/// </summary>
public sealed class FoundingStoriesTests(ConsoleDemo demo) : IClassFixture<ConsoleDemo>
{
    private static readonly StoryPlace Place = new("demo", "shop", "checkout-database", "password", "cart-cache-0");

    private static readonly Dictionary<string, string> Preview = new(StringComparer.Ordinal)
    {
        ["visible"] = "This gives 1 person in 1 cluster access to Secrets.",
        ["hidden"] = "This takes access to Secrets from 1 person in 1 cluster.",
        ["allowed"] = "This lets 1 person in 1 cluster open a shell.",
        ["blocked"] = "This takes the shell from 1 person in 1 cluster.",
    };

    public static TheoryData<string, string, string> All => FoundingStory.All;

    [Theory]
    [MemberData(nameof(All))]
    public Task Switch_TurnedByAnAdmin_IsFollowedByTheDevelopersOpenPages(string turned, string secrets, string shell) =>
        FoundingStory.TellAsync(
            demo.Browser, Place, (setting, value) => demo.ChangeAsync(HttpMethod.Put, $"/api/v1/settings/{setting}", new { value, reason = "a beginning" }),
            turned, secrets, shell, Preview[turned == "secrets" ? secrets : shell]);
}
