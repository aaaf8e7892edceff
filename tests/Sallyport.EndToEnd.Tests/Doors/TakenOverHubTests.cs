using System.Net;
using Sallyport.Access.Enforcement;
using Sallyport.Access.Policy;
using Sallyport.EndToEnd.Tests.Clusters;

namespace Sallyport.EndToEnd.Tests.Doors;

/// <summary>
/// A hub that was taken over allows everything, writes itself the widest roles and names the groups it likes. What it gets in
/// a real cluster is what the cluster's owner allowed: first by the agent, and where the agent is broken too, by RBAC.
/// </summary>
public sealed class TakenOverHubTests(DoorsCluster doors) : IClassFixture<DoorsCluster>
{
    private const string Mallory = "sallyport:mallory";

    /// <summary>What the accounts hold in the cluster, and what the agent's program believes.</summary>
    public static TheoryData<string, string> Ceilings => new()
    {
        { "read-only", "read-only" },
        { "read-only", "admin" },
        { "read-only+secrets", "admin" },
        { "read-only+shell", "admin" },
        { "namespaced", "namespaced" },
        { "namespaced", "admin" },
        { "namespaced+secrets+shell+port-forward", "admin" },
        { "admin", "admin" },
    };

    [Theory]
    [MemberData(nameof(Ceilings))]
    public async Task Hub_ThatAllowsEverything_GetsNoMoreThanTheCeiling(string held, string believed)
    {
        var cluster = doors.Real;
        await using var accounts = await InstalledAccounts.InstallAsync(cluster, held);
        await using var agent = await BetrayedAgent.StartAsync(accounts, believed);
        await agent.TellAsync(Everything());
        var admin = held == "admin";
        // Writing roles is the reconciler's own work, so it can lend that where the agent does not hold it back: roles that
        // are no wider than what it lends.
        var mayWriteRoles = admin || held != believed;
        var shop = $"/api/v1/namespaces/{cluster.Shop}";

        (await AskAsync(agent, HttpMethod.Get, $"{shop}/pods", GroupVariant.Base)).Should().Be(HttpStatusCode.OK);
        Gets(await AskAsync(agent, HttpMethod.Get, $"{shop}/secrets/db-password", GroupVariant.Secrets), admin || held.Contains("secrets"));
        Gets(await AskAsync(agent, HttpMethod.Get, "/api/v1/secrets?limit=1", GroupVariant.Secrets), admin || held.Contains("secrets"));
        Gets(await AskAsync(agent, HttpMethod.Delete, $"{shop}/configmaps/settings?dryRun=All", GroupVariant.Base), admin || held.StartsWith("namespaced"));
        Gets(
            await AskAsync(
                agent, HttpMethod.Post, $"/apis/rbac.authorization.k8s.io/v1/namespaces/{cluster.Shop}/roles?dryRun=All", GroupVariant.Everything,
                """{"kind":"Role","apiVersion":"rbac.authorization.k8s.io/v1","metadata":{"name":"mine"},"rules":[]}"""),
            mayWriteRoles);
        Gets(
            await AskAsync(
                agent, HttpMethod.Post, $"{shop}/serviceaccounts/default/token", GroupVariant.Base,
                """{"kind":"TokenRequest","apiVersion":"authentication.k8s.io/v1","spec":{"audiences":["nobody"]}}"""),
            admin);
        (await agent.Hub.OpensShellAsync($"{shop}/pods/toolbox/exec?command=true&stdout=true", Mallory, Group(GroupVariant.Shell).Name))
            .Should().Be(admin || held.Contains("shell"));
        await RbacHoldsAsync(accounts, cluster, held, mayWriteRoles);
    }

    /// <summary>Rows 71, 98 and 172: hub and agent both gone, all that is left is the one group and the cluster's own RBAC.</summary>
    [Fact]
    public async Task Cluster_UnderAReadOnlyDevelopersGroup_ConfirmsNoSecretAndNoShell()
    {
        var cluster = doors.Real;
        (string Command, bool May)[] commands =
        [
            ("get pods -n SHOP", true),
            ("get pods/toolbox -n SHOP", true),
            ("logs toolbox -n SHOP", true),
            ("get secrets -n SHOP", false),
            ("get secret db-password -n SHOP", false),
            ("get secrets -A", false),
            ("get --raw /api/v1/secrets?watch=true&timeoutSeconds=1", false),
            ("delete secret db-password -n SHOP --dry-run=server", false),
            ("exec toolbox -n SHOP -- true", false),
            ("attach toolbox -n SHOP", false),
            ("port-forward toolbox :8080 -n SHOP", false),
            ("get --raw /api/v1/namespaces/SHOP/pods/toolbox/exec?command=true&stdout=true", false),
            ("get --raw /api/v1/namespaces/SHOP/pods/toolbox/proxy/", false),
            ("delete pod toolbox -n SHOP --dry-run=server", false),
            ("get pods -n OTHER", false),
            ("get nodes", false),
            ("get --raw /metrics", false),
        ];
        await using var accounts = await InstalledAccounts.InstallAsync(cluster, "admin");
        await using var agent = await BetrayedAgent.StartAsync(accounts, "admin");
        var group = new ImpersonatedGroup("project-read-only", 1, GroupVariant.Base, cluster.Shop);
        (await agent.TellAsync(new WantedSet("epoch", 1, BuiltInRoles.All, [group]))).Problems.Should().BeEmpty();

        foreach (var (command, may) in commands)
        {
            string[] words = [.. command.Split(' ').Select(word => word.Replace("SHOP", cluster.Shop).Replace("OTHER", cluster.Other))];
            var own = Array.IndexOf(words, "--") is var at and >= 0 ? at : words.Length;

            var result = await accounts.Forwarder.RunAsync([.. words[..own], "--as", "sallyport:developer", "--as-group", group.Name, .. words[own..]]);

            var checkedResult = may ? result.Succeeded() : result.Refused("forbidden");
            checkedResult.Output.Should().NotContain("db-password");
        }
    }

    private static void Gets(HttpStatusCode status, bool may) =>
        ((int)status).Should().BeOneOf(may ? [200, 201] : [403, 503]);

    private static Task<HttpStatusCode> AskAsync(BetrayedAgent agent, HttpMethod method, string target, GroupVariant variant, string? body = null) =>
        agent.Hub.AskAsync(method, target, Mallory, Group(variant).Name, body);

    private static ImpersonatedGroup Group(GroupVariant variant) => new("organization-admin", 1, variant, "");

    private static WantedSet Everything() => new(
        "epoch",
        1,
        BuiltInRoles.All,
        [
            Group(GroupVariant.Base), Group(GroupVariant.Secrets), Group(GroupVariant.Shell), Group(GroupVariant.PortForward),
            Group(GroupVariant.Everything),
        ]);

    /// <summary>The forwarder's token, without an agent that would look at anything: what the groups carry in the cluster itself.</summary>
    private static async Task RbacHoldsAsync(InstalledAccounts accounts, RealCluster cluster, string held, bool mayWriteRoles)
    {
        var admin = held == "admin";
        (string Action, GroupVariant Variant, bool May)[] actions =
        [
            ("get pods", GroupVariant.Base, true),
            ("get secrets", GroupVariant.Secrets, admin || held.Contains("secrets")),
            ("create pods --subresource=exec", GroupVariant.Shell, admin || held.Contains("shell")),
            ("create pods --subresource=portforward", GroupVariant.PortForward, admin || held.Contains("port-forward")),
            ("delete pods", GroupVariant.Base, admin || held.StartsWith("namespaced")),
            ("create serviceaccounts --subresource=token", GroupVariant.Base, admin),
            ("create rolebindings", GroupVariant.Everything, mayWriteRoles),
            ("escalate clusterroles", GroupVariant.Everything, false),
            ("bind clusterroles", GroupVariant.Everything, false),
            ("impersonate users", GroupVariant.Everything, false),
        ];
        foreach (var (action, variant, may) in actions)
        {
            var asked = await accounts.Forwarder.RunAsync(
                ["auth", "can-i", .. action.Split(' '), "-n", cluster.Shop, "--as", Mallory, "--as-group", Group(variant).Name]);
            asked.Output.Trim().Should().Be(may ? "yes" : "no", "{0} under the ceiling {1}", action, held);
        }
    }
}
