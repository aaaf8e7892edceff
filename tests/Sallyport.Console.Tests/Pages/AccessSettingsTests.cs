using Microsoft.Playwright;
using Sallyport.Console.Tests.Browsing;

namespace Sallyport.Console.Tests.Pages;

/// <summary>The switches: an admin turns each through the page, sees before saving whose access changes, and the developer's access changes with it.</summary>
public sealed class AccessSettingsTests(ConsoleDemo demo) : IClassFixture<ConsoleDemo>
{
    [Theory]
    [InlineData("secrets", "visible", "This gives 1 person in 1 cluster access to Secrets.", "get", "secrets")]
    [InlineData("shell", "allowed", "This lets 1 person in 1 cluster open a shell.", "create", "pods/exec")]
    [InlineData("port-forward", "allowed", "This lets 1 person in 1 cluster forward ports.", "create", "pods/portforward")]
    public async Task Switch_TurnedForTwoHours_ChangesWhatTheDeveloperMay(string setting, string value, string sentence, string verb, string resource)
    {
        await using var admin = await demo.SignedInAsync("admin");
        await using var developer = await demo.SignedInAsync("developer");
        var question = $"/access?verb={verb}&resource={resource}&cluster=demo&namespace=shop";
        await developer.GoAsync(question);
        await developer.See(".can-i-verdict .status-failing").WaitForAsync();

        await admin.GoAsync($"/settings/access?open={setting}&value={value}");
        await admin.See("[data-testid=preview]").GetByText(sentence).WaitForAsync();
        await admin.See("[data-testid=setting-form]").GetByText("Save", new LocatorGetByTextOptions { Exact = true }).ClickAsync();
        await admin.See("[role=alert]").GetByText("Say why").WaitForAsync();
        await admin.Page.GetByLabel("2 hours").CheckAsync();
        await admin.See("input[name=reason]").FillAsync("an outage");
        await admin.ShotAsync($"access-settings-{setting}");
        await admin.See("[data-testid=setting-form]").GetByText("Save", new LocatorGetByTextOptions { Exact = true }).ClickAsync();
        await admin.See("#exceptions tr").GetByText("an outage").WaitForAsync();

        await developer.See(".can-i-verdict .status-ok").WaitForAsync();

        await admin.See("#exceptions").GetByText("Take back").ClickAsync();
        await admin.See(".side-panel button.danger").ClickAsync();
        await admin.See("#exceptions").GetByText("What the organization sets holds everywhere").WaitForAsync();
        await developer.See(".can-i-verdict .status-failing").WaitForAsync();
        (await admin.ViolationsAsync()).Should().BeEmpty();
        admin.Complaints.Concat(developer.Complaints).Should().BeEmpty();
    }

    [Fact]
    public async Task Switches_OfWhoeverIsNoAdmin_AreShownWithTheReasonWhyTheyStay()
    {
        await using var developer = await demo.SignedInAsync("developer", 390, "dark");

        await developer.GoAsync("/settings/access?open=secrets&value=visible");

        await developer.See("[data-setting=secrets]").WaitForAsync();
        (await developer.See(".admin-readonly").InnerTextAsync()).Should().Contain("Only Organization Admins").And.Contain("Ask admin");
        (await developer.See("[data-testid=setting-form]").CountAsync()).Should().Be(0);
        (await developer.See("a.setting-value, .setting-act").CountAsync()).Should().Be(0);
        await developer.ShotAsync("access-settings-of-a-developer");
        (await developer.ViolationsAsync()).Should().BeEmpty();
    }
}
