using Sallyport.Console.Tests.Browsing;

namespace Sallyport.Console.Tests.Stories.Steps;

/// <summary>An admin turns one of the two switches in the console, and a developer's two open pages follow.</summary>
internal static class FoundingStory
{
    private static readonly Dictionary<string, string> Opposite = new(StringComparer.Ordinal)
    {
        ["visible"] = "hidden", ["hidden"] = "visible", ["allowed"] = "blocked", ["blocked"] = "allowed",
    };

    /// <summary>Both switches in all four positions, each position reached by turning either.</summary>
    public static TheoryData<string, string, string> All => new()
    {
        { "secrets", "visible", "blocked" },
        { "secrets", "visible", "allowed" },
        { "secrets", "hidden", "allowed" },
        { "secrets", "hidden", "blocked" },
        { "shell", "hidden", "allowed" },
        { "shell", "visible", "allowed" },
        { "shell", "visible", "blocked" },
        { "shell", "hidden", "blocked" },
    };

    /// <summary>The four positions once each, each switch turned both ways.</summary>
    public static TheoryData<string, string, string> Positions => new()
    {
        { "secrets", "visible", "blocked" },
        { "shell", "visible", "allowed" },
        { "secrets", "hidden", "allowed" },
        { "shell", "hidden", "blocked" },
    };

    /// <param name="browser">Everybody's browser.</param>
    /// <param name="place">Where it plays.</param>
    /// <param name="set">Sets a setting, as the story finds it.</param>
    /// <param name="turned">The switch that is turned.</param>
    /// <param name="secrets">Where the first switch is then.</param>
    /// <param name="shell">Where the second is then.</param>
    /// <param name="preview">What the admin reads before saving.</param>
    public static async Task TellAsync(
        ConsoleBrowser browser, StoryPlace place, Func<string, string, Task> set, string turned, string secrets, string shell, string preview)
    {
        await set("secrets", turned == "secrets" ? Opposite[secrets] : secrets);
        await set("shell", turned == "shell" ? Opposite[shell] : shell);
        await using var developer = await DevelopersPages.OpenAsync(browser, place);
        await using var admin = await browser.SignedInAsync("admin");
        await SeeSecretsAsync(developer, (turned == "secrets") != (secrets == "visible"));
        await SeeShellAsync(developer, (turned == "shell") != (shell == "allowed"), afterOne: false);

        await new AdminsSwitches(admin).TurnAsync(turned, turned == "secrets" ? secrets : shell, preview);

        if (turned == "secrets")
        {
            await developer.SayThatSecretsAreAsync(secrets == "visible" ? "open" : "closed");
            await SeeSecretsAsync(developer, secrets == "visible");
            await SeeShellAsync(developer, shell == "allowed", afterOne: false);
        }
        else
        {
            await SeeShellAsync(developer, shell == "allowed", afterOne: shell == "blocked");
            await (secrets == "visible" ? developer.StillShowTheSecretAsync() : developer.AreKeptFromSecretsAsync());
        }

        await developer.WereLeftAloneAsync($"story-{place.Cluster}-{turned}-turned-secrets-{secrets}-shell-{shell}");
        admin.Complaints.Should().BeEmpty();
    }

    private static Task SeeSecretsAsync(DevelopersPages developer, bool open) => open ? developer.ReadTheSecretAsync() : developer.AreKeptFromSecretsAsync();

    private static Task SeeShellAsync(DevelopersPages developer, bool open, bool afterOne) =>
        open ? developer.UseTheShellAsync() : developer.AreKeptFromShellsAsync(afterOne);
}
