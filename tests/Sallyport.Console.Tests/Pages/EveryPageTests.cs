using Sallyport.Console.Tests.Browsing;

namespace Sallyport.Console.Tests.Pages;

/// <summary>Every page at both widths and themes: it shows, the policy has nothing against it, and neither has axe. The pictures are kept.</summary>
public sealed class EveryPageTests(EveryPageTests.SeveralClusters demo) : IClassFixture<EveryPageTests.SeveralClusters>
{
    /// <summary>The page, whose it is, its address, and what shows that it is all there.</summary>
    private static readonly (string Name, string Person, string Address, string Shows)[] Pages =
    [
        ("fleet", "admin", "/", ".fleet-scroll tbody tr"),
        ("cluster", "admin", "/clusters/demo-eu-1", ".child-rows tbody tr"),
        ("pods", "admin", "/c/demo-eu-1/pods", "[data-row]"),
        ("workloads-of-all", "admin", "/c/_/workloads", "[data-row]"),
        ("nodes", "admin", "/c/demo-eu-1/nodes", "[data-row]"),
        ("events", "admin", "/c/demo-eu-1/events", "[data-row]"),
        ("custom", "admin", "/c/demo-eu-1/custom", ".custom-kinds li"),
        ("nothing-fits", "admin", "/c/demo-eu-1/pods?q=nothing-is-called-so", ".notice"),
        ("blocked", "developer", "/c/demo-eu-1/secrets", "[data-testid=blocked]"),
        ("pod-panel", "admin", "/c/demo-eu-1/pods?q=status:failing&open=demo-eu-1/kube-system/none", ".side-panel .notice"),
        ("pod", "developer", "/c/demo-eu-1/pods/shop/cart-cache-0", ".use svg[aria-label*=since]"),
        ("deployment", "developer", "/c/demo-eu-1/deployments.apps/shop/storefront", ".use svg[aria-label*=since]"),
        ("node", "developer", "/c/demo-eu-1/nodes/-/demo-eu-1-control-plane", ".use svg[aria-label*=since]"),
        ("config-map", "admin", "/c/demo-eu-1/configmaps", "[data-row]"),
        ("my-access", "developer", "/access", ".admin-body table tbody tr"),
        ("my-credentials", "developer", "/access/credentials", ".admin-body table tbody tr"),
        ("audit", "admin", "/audit", ".admin-body table tbody tr"),
        ("access-settings", "admin", "/settings/access", ".setting-row"),
        ("access-settings-read-only", "project-admin", "/settings/access", ".setting-row"),
        ("administered-clusters", "admin", "/settings/clusters", ".admin-body table tbody tr"),
        ("projects", "admin", "/settings/projects", ".admin-body table tbody tr"),
        ("projects-read-only", "developer", "/settings/projects", ".admin-readonly"),
        ("project", "admin", "/settings/projects?open=show:shop", ".side-panel .admin-item"),
        ("users", "admin", "/settings/users", ".admin-body table tbody tr"),
        ("groups", "admin", "/settings/groups", ".admin-body table tbody tr"),
        ("group", "admin", "/settings/groups?open=show:on-call", ".side-panel .admin-facts"),
        ("roles", "admin", "/settings/roles", ".admin-body table tbody tr"),
        ("role", "developer", "/settings/roles?open=show:project-read-only", ".side-panel .rule-list"),
        ("role-form", "admin", "/settings/roles?open=change:log-reader", ".side-panel .admin-item"),
        ("guardrails", "admin", "/settings/guardrails", ".admin-body table tbody tr"),
        ("guardrail", "admin", "/settings/guardrails?open=show:keep-production-data", ".side-panel .admin-item"),
        ("delegations", "admin", "/settings/delegations", ".admin-body table tbody tr"),
        ("delegation-form", "admin", "/settings/delegations?open=new", ".side-panel select"),
        ("assignments", "admin", "/settings/assignments", ".admin-body table tbody tr"),
        ("credentials", "admin", "/settings/credentials", ".admin-body .admin-facts"),
        ("limits-form", "admin", "/settings/credentials?open=limits", ".side-panel input"),
        ("providers", "admin", "/settings/providers", ".admin-body p"),
        ("provider-form", "admin", "/settings/providers?open=new", ".side-panel textarea"),
        ("user", "admin", "/settings/users?open=developer", ".side-panel .admin-facts"),
        ("logs", "developer", "/c/demo-eu-1/deployments.apps/shop/storefront?tab=logs", ".logs-view"),
        ("shell", "admin", "/c/demo-eu-1/pods/shop/cart-cache-0?tab=shell", "[data-state=open]"),
        ("shell-blocked", "developer", "/c/demo-eu-1/pods/shop/cart-cache-0?tab=shell", "[data-testid=blocked]"),
        ("shell-page", "admin", "/shell/demo-eu-1/shop/cart-cache-0", "[data-state=open]"),
        ("terminal", "developer", "/c/demo-eu-1/terminal?ns=shop", ".terminal-screen .xterm-rows"),
        ("related", "developer", "/c/demo-eu-1/deployments.apps/shop/storefront?tab=related", ".related-node"),
        ("yaml", "developer", "/c/demo-eu-1/deployments.apps/shop/storefront?tab=yaml", ".yaml"),
        ("node-and-its-pods", "admin", "/c/demo-eu-1/nodes/-/demo-eu-1-worker-1", ".child-rows tbody tr"),
        ("service", "developer", "/c/demo-eu-1/services/shop/storefront", ".child-rows tbody tr"),
        ("search", "admin", "/search?q=store", ".search-page [data-row]"),
        ("search-of-a-developer", "developer", "/search?q=store&more=secrets", ".search-page .table-strip"),
        ("search-panel", "admin", "/c/demo-eu-1/search?q=store&open=demo-eu-1/deployments.apps/shop/storefront", ".side-panel .facts"),
        ("search-before", "admin", "/search", ".search-page .notice"),
        ("search-nothing", "admin", "/search?q=nothing-is-called-so", ".search-page .notice"),
        ("no-such-page", "admin", "/c/demo-eu-1/pods/a/b/c/d", ".notice"),
    ];

    public static TheoryData<string, int, string> All()
    {
        var data = new TheoryData<string, int, string>();
        foreach (var page in Pages)
        {
            data.Add(page.Name, 1440, "light");
            data.Add(page.Name, 1440, "dark");
            data.Add(page.Name, 390, "light");
            data.Add(page.Name, 390, "dark");
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Page_AtAWidthAndInATheme_IsThereAndHasNothingAgainstIt(string name, int width, string theme)
    {
        var (_, person, address, shows) = Pages.Single(page => page.Name == name);
        for (var again = 0; !await HoldsAsync(name, person, address, shows, width, theme, last: again == 2); again++)
        {
        }
    }

    /// <returns>False when the browser dropped its connections meanwhile, so that what was seen was a page without a hub.</returns>
    private async Task<bool> HoldsAsync(string name, string person, string address, string shows, int width, string theme, bool last)
    {
        await using var page = await demo.SignedInAsync(person, width, theme);

        await page.GoAsync(address);
        await page.See(shows).First.WaitForAsync();
        // A cursor blinks for ever.
        await page.UntilAsync("document.getAnimations().every(a => a.playState !== 'running' || a.effect.getTiming().iterations === Infinity)");
        await page.ShotAsync(name);
        var violations = await page.ViolationsAsync();
        var wide = await page.Page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        if (page.LostItsConnection && !last)
        {
            return false;
        }

        violations.Should().BeEmpty();
        wide.Should().BeLessThanOrEqualTo(width, "nothing stands out of the window");
        page.Complaints.Should().BeEmpty();
        return true;
    }

    public sealed class SeveralClusters : ConsoleDemo
    {
        protected override (int Clusters, int Pods) Size => (3, 0);
    }
}
