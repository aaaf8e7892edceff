using System.Net;
using Sallyport.Console.Tests.Browsing;

namespace Sallyport.Console.Tests.Stories;

/// <summary>Nobody but an Organization Admin turns the two switches: others find nothing to turn them with, and the hub refuses them all the same.</summary>
public sealed class OnlyTheAdminTests(ConsoleDemo demo) : IClassFixture<ConsoleDemo>
{
    public static TheoryData<string, string, string> Attempts => new()
    {
        { "developer", "secrets", "visible" },
        { "developer", "shell", "allowed" },
        { "project-admin", "secrets", "visible" },
        { "project-admin", "shell", "allowed" },
    };

    [Theory]
    [InlineData("secrets", "visible")]
    [InlineData("shell", "allowed")]
    public async Task Switch_ShownToADeveloper_HasNothingToTurnItWith(string setting, string value)
    {
        await using var page = await demo.SignedInAsync("developer");

        // The address is the one that opens the form for an admin.
        await page.GoAsync($"/settings/access?open={setting}&value={value}");

        await page.See($"[data-setting={setting}] .setting-value[aria-current=true]").WaitForAsync();
        (await page.See(".admin-readonly").InnerTextAsync()).Should().Contain("Only Organization Admins");
        (await page.See("[data-testid=setting-form], a.setting-value, .setting-act, .side-panel").CountAsync()).Should().Be(0);
        (await page.See("#rail a[href='/settings']").CountAsync()).Should().Be(0);
    }

    /// <summary>Who tightens for a project has the form for that, and opens nothing with it.</summary>
    [Theory]
    [InlineData("secrets", "visible")]
    [InlineData("shell", "allowed")]
    public async Task Switch_OpenedByAProjectAdmin_IsRefusedAndStaysAsItIs(string setting, string value)
    {
        await using var page = await demo.SignedInAsync("project-admin");
        await page.GoAsync($"/settings/access?open={setting}&value={value}");
        await page.See($"[data-setting={setting}] .setting-value[aria-current=true]").WaitForAsync();
        (await page.See("a.setting-value").CountAsync()).Should().Be(0, "the organization's value is not theirs");

        await page.See("input[name=reason]").FillAsync("I should like to");
        await page.See("[data-testid=setting-form] button.primary").ClickAsync();

        await page.See("[data-testid=setting-form] [role=alert]").GetByText("Organization Admin").WaitForAsync();
        await page.ShotAsync($"a-project-admin-opens-{setting}");
        await page.See($"[data-setting={setting}] .setting-value[aria-current=true]").GetByText(setting == "secrets" ? "Hidden" : "Blocked").WaitForAsync();
    }

    [Theory]
    [MemberData(nameof(Attempts))]
    public async Task Switch_TurnedAtTheApiBySomebodyElse_StaysAsItIs(string person, string setting, string value)
    {
        await using var page = await demo.SignedInAsync(person);
        await page.GoAsync("/settings/access");

        using var answer = await demo.AskAsync(person, HttpMethod.Put, $"/api/v1/settings/{setting}", new { value, reason = "I should like to" });
        var fromThePage = await page.Page.EvaluateAsync<int>(
            "async ([setting, value]) => (await fetch(`/api/v1/settings/${setting}`, { method: 'PUT', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ value, reason: 'from the page' }) })).status",
            new[] { setting, value });

        answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Should().Contain("Organization Admin");
        fromThePage.Should().BeOneOf(401, 403);
        using var settings = await demo.AskAsync("admin", HttpMethod.Get, "/api/v1/settings", body: null);
        (await settings.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Should().NotContain($"\"{value}\"");
    }
}
