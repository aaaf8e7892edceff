using Microsoft.Playwright;
using Sallyport.Console.Tests.Browsing;

namespace Sallyport.Console.Tests.Pages;

/// <summary>What an admin makes, changes and deletes on the pages of the policy, in a browser and against a real hub.</summary>
public sealed class PolicyPagesTests(ConsoleDemo demo) : IClassFixture<ConsoleDemo>
{
    private const string Said = ".admin-said";

    [Fact]
    public async Task RoleAndProject_AreMadeChangedAndDeleted_OnlyWhenNothingUsesThem()
    {
        await using var admin = await demo.SignedInAsync("admin");
        await admin.GoAsync("/settings/projects?open=new");
        await admin.See("[name=name]").FillAsync("payments");
        await admin.See(".admin-item input.mono").First.FillAsync("pay-*");
        await SaveAsync(admin, "Project payments was made");

        await admin.GoAsync("/settings/roles?open=new");
        await admin.See("[name=name]").FillAsync("pod-reader");
        await SubmitAsync(admin);
        await admin.See("[role=alert] li").GetByText("rules[0] names no verbs.").WaitForAsync();
        (await admin.See("[role=alert] li").CountAsync()).Should().BeGreaterThan(1, "all that is wrong is told at once");
        await admin.See("[data-rule='rules[0]']").GetByLabel("get", Exact).CheckAsync();
        await admin.See("[data-rule='rules[0]']").GetByLabel("Resources").Last.FillAsync("pods");
        await SaveAsync(admin, "Role pod-reader was made");

        await admin.GoAsync("/settings/assignments?open=give");
        await admin.See(".side-panel").Locator("[name=role]").SelectOptionAsync("pod-reader");
        await admin.See("[name=subject]").FillAsync("developer");
        await admin.See(".side-panel").GetByLabel("A project").CheckAsync();
        await admin.See(".side-panel fieldset select").SelectOptionAsync("payments");
        await SaveAsync(admin, "developer has the role pod-reader in project payments now.");

        await admin.GoAsync("/settings/projects?open=remove:payments");
        await admin.See(".side-panel").GetByText("1 assignment").WaitForAsync();
        await admin.See(".side-panel .danger").ClickAsync();
        await admin.See("[role=alert]").GetByText("Project payments is still used").WaitForAsync();
        await admin.GoAsync("/settings/roles?open=remove:pod-reader");
        await admin.See(".side-panel .danger").ClickAsync();
        await admin.See("[role=alert]").GetByText("still given to user developer").WaitForAsync();

        await admin.See(".side-panel").GetByText("Who has it").ClickAsync();
        await admin.See("tr:has-text('payments')").GetByText("Take away").ClickAsync();
        await RemoveAsync(admin, "no longer has");
        await admin.GoAsync("/settings/roles?open=remove:pod-reader");
        await RemoveAsync(admin, "Role pod-reader was deleted.");
        await admin.GoAsync("/settings/projects?open=remove:payments");
        await RemoveAsync(admin, "Project payments was deleted.");
        admin.Complaints.Should().BeEmpty();
    }

    [Fact]
    public async Task Guardrail_MadeChangedAndDeleted_SaysBeforehandWhoseAccessChanges()
    {
        await using var admin = await demo.SignedInAsync("admin");
        await admin.GoAsync("/settings/guardrails?open=new");
        await admin.See("[name=name]").FillAsync("no-forwarding");
        await admin.See("[data-rule='rules[0]']").GetByLabel("create", Exact).CheckAsync();
        await admin.See("[data-rule='rules[0]']").GetByLabel("Resources").Last.FillAsync("pods/portforward");
        await admin.See("[data-testid=preview]").GetByText("This takes port-forwarding from 2 people in 1 cluster.").WaitForAsync();
        await SaveAsync(admin, "Guardrail no-forwarding holds from now on.");

        await admin.See("a").GetByText("no-forwarding").ClickAsync();
        await admin.See("[name=groups]").FillAsync("platform");
        await SaveAsync(admin, "Guardrail no-forwarding was changed");
        await admin.See("tr").GetByText("group platform").First.WaitForAsync();

        await admin.GoAsync("/settings/guardrails?open=remove:no-forwarding");
        await admin.See("[data-testid=preview]").GetByText("This lets 2 people in 1 cluster forward ports.").WaitForAsync();
        await RemoveAsync(admin, "Guardrail no-forwarding was deleted.");
        admin.Complaints.Should().BeEmpty();
    }

    [Fact]
    public async Task Delegation_MadeAndEnded_OpensTheAccessSettingsToItsHolder()
    {
        await using var admin = await demo.SignedInAsync("admin");
        await using var developer = await demo.SignedInAsync("developer");
        await admin.GoAsync("/settings/delegations?open=new");
        await admin.See("[name=subject]").FillAsync("developer");
        await admin.See("[name=secrets]").SelectOptionAsync("keys-only");
        await admin.See(".side-panel fieldset select").Last.SelectOptionAsync("shop");
        await admin.See("[name=reason]").FillAsync("weekend shifts");
        await SaveAsync(admin, "developer may relax settings in project shop now");

        await developer.GoAsync("/settings/delegations");
        await developer.See("tr").GetByText("Secrets, up to keys only").WaitForAsync();
        (await developer.See(".admin-body .button").CountAsync()).Should().Be(0, "it is not theirs to change");
        await developer.GoAsync("/settings/access");
        await developer.See(".setting-act a").First.WaitForAsync();

        await admin.See("tr:has-text('weekend shifts')").GetByText("End…").ClickAsync();
        await RemoveAsync(admin, "The delegation has ended");
        await developer.See(".setting-act a").First.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
        admin.Complaints.Concat(developer.Complaints).Should().BeEmpty();
    }

    [Fact]
    public async Task Group_GetsAndLosesAMember()
    {
        await using var admin = await demo.SignedInAsync("admin");
        await admin.GoAsync("/settings/groups?open=new");
        await admin.See("[name=name]").FillAsync("night-shift");
        await admin.See("[name=user]").FillAsync("project-admin");
        await SaveAsync(admin, "project-admin is in group night-shift now.");

        await admin.See("a").GetByText("night-shift").ClickAsync();
        await admin.See(".side-panel").GetByText("Take out").ClickAsync();
        await admin.See("[role=alertdialog] .danger").ClickAsync();

        await admin.See(Said).GetByText("project-admin is no longer in group night-shift.").WaitForAsync();
        await admin.See("tr").GetByText("night-shift").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
        admin.Complaints.Should().BeEmpty();
    }

    private static LocatorGetByLabelOptions Exact => new() { Exact = true };

    private static Task SubmitAsync(ConsolePage page) => page.See(".side-panel button[type=submit]").ClickAsync();

    private static async Task SaveAsync(ConsolePage page, string said)
    {
        await SubmitAsync(page);
        await page.See(Said).GetByText(said).WaitForAsync();
    }

    private static async Task RemoveAsync(ConsolePage page, string said)
    {
        await page.See(".side-panel .danger").ClickAsync();
        await page.See(Said).GetByText(said).WaitForAsync();
    }
}
