using Microsoft.Playwright;
using Sallyport.Console.Tests.Browsing;

namespace Sallyport.Console.Tests.Stories.Steps;

/// <summary>The access settings in an admin's browser.</summary>
internal sealed class AdminsSwitches(ConsolePage page)
{
    private static readonly Dictionary<string, (string Title, string Word)> Words = new(StringComparer.Ordinal)
    {
        ["visible"] = ("Secrets", "Visible"),
        ["hidden"] = ("Secrets", "Hidden"),
        ["keys-only"] = ("Secrets", "Keys only"),
        ["allowed"] = ("Shell", "Allowed"),
        ["blocked"] = ("Shell", "Blocked"),
    };

    /// <summary>Turns a switch for the whole organization: chooses the value, reads whose access changes, says why and saves.</summary>
    /// <param name="setting">The setting, as the API calls it.</param>
    /// <param name="value">What it is to be.</param>
    /// <param name="preview">What the page must say of it before it is saved.</param>
    public async Task TurnAsync(string setting, string value, string preview)
    {
        var (title, word) = Words[value];
        await page.GoAsync("/settings/access");
        await page.See($"[data-setting={setting}] .setting-value").GetByText(word, new LocatorGetByTextOptions { Exact = true }).ClickAsync();
        await page.See("[data-testid=preview]").GetByText(preview).WaitForAsync();
        await page.See(".admin-now span").WaitForAsync();
        await page.See("input[name=reason]").FillAsync($"a story about {setting}");
        await page.ShotAsync($"story-{setting}-to-{value}");
        await page.See("[data-testid=setting-form] button.primary").ClickAsync();

        await page.See(".admin-said").GetByText($"{title} is {word.ToLowerInvariant()} in the whole organization now.").WaitForAsync();
        await page.See($"[data-setting={setting}] .setting-value[aria-current=true]").GetByText(word, new LocatorGetByTextOptions { Exact = true }).WaitForAsync();
        await page.See($"[data-setting={setting}] .setting-facts").GetByText($"Reason: a story about {setting}").WaitForAsync();
    }
}
