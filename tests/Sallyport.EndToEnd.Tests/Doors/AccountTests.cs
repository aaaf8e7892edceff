namespace Sallyport.EndToEnd.Tests.Doors;

/// <summary>
/// The agent's two accounts in the hands of whoever stole their tokens: the reconciler's writes no role and no binding above
/// its ceiling, since kube-apiserver's escalation check refuses it; the forwarder's can impersonate, and nothing in its own name.
/// </summary>
public sealed class AccountTests(DoorsCluster doors) : IClassFixture<DoorsCluster>
{
    private const string NotHeld = "attempting to grant";

    public static TheoryData<string> Ceilings => new("read-only", "read-only+secrets", "namespaced", "namespaced+secrets+shell+port-forward", "admin");

    [Theory]
    [MemberData(nameof(Ceilings))]
    public async Task Reconciler_ToldToGoAboveItsCeiling_IsRefusedByTheCluster(string ceiling)
    {
        await using var accounts = await InstalledAccounts.InstallAsync(doors.Real, ceiling);
        var reconciler = accounts.Reconciler;
        (await reconciler.RunAsync("create", "clusterrole", "doors-fine", "--verb=get", "--resource=pods", "--dry-run=server")).Succeeded();
        List<string> above =
        [
            "create clusterrole evil --verb=impersonate --resource=users",
            "create clusterrole evil --verb=escalate,bind --resource=clusterroles.rbac.authorization.k8s.io",
            "create clusterrole evil --aggregation-rule=a=b",
            $"create clusterrolebinding evil --clusterrole=cluster-admin --serviceaccount={accounts.Namespace}:sallyport-reconciler",
            "create clusterrolebinding evil --clusterrole=cluster-admin --group=sallyport:evil",
            "create clusterrolebinding evil --clusterrole=sallyport-forwarder --group=sallyport:evil",
            "create rolebinding evil -n kube-system --clusterrole=cluster-admin --user=sallyport:mallory",
            """patch clusterrole sallyport-reconciler --type=json -p [{"op":"add","path":"/rules/-","value":{"apiGroups":["*"],"resources":["*"],"verbs":["*"]}}]""",
            """patch clusterrole sallyport-reconciler --type=json -p [{"op":"add","path":"/rules/-","value":{"apiGroups":["rbac.authorization.k8s.io"],"resources":["clusterroles"],"verbs":["escalate"]}}]""",
        ];
        if (ceiling != "admin")
        {
            above.Add("create clusterrole evil --verb=create --resource=serviceaccounts/token");
            above.Add("create clusterrole evil --verb=get --resource=nodes/proxy");
        }

        if (ceiling is "read-only" or "namespaced" or "read-only+secrets")
        {
            above.Add($"create clusterrole evil --verb={(ceiling.Contains("secrets") ? "delete" : "get")} --resource=secrets");
        }

        if (ceiling != "admin" && !ceiling.Contains("shell"))
        {
            above.Add("create clusterrole evil --verb=get,create --resource=pods/exec");
        }

        foreach (var command in above)
        {
            (await reconciler.RunAsync([.. command.Split(' '), "--dry-run=server"])).Refused("forbidden");
        }

        (await reconciler.RunAsync("create", "clusterrole", "evil", "--verb=impersonate", "--resource=groups", "--dry-run=server")).Refused(NotHeld);
        await CannotAsync(reconciler, "escalate clusterroles", "bind clusterroles", "impersonate users", "impersonate groups");
    }

    [Fact]
    public async Task Forwarder_InItsOwnName_CanDoNothing()
    {
        await using var accounts = await InstalledAccounts.InstallAsync(doors.Real, "admin");

        (await accounts.Forwarder.RunAsync("get", "pods", "-n", doors.Real.Shop)).Refused("forbidden");
        (await accounts.Forwarder.RunAsync("get", "secrets", "-n", accounts.Namespace)).Refused("forbidden");
        await CannotAsync(
            accounts.Forwarder, "get secrets", "create pods", "create clusterrolebindings", "escalate clusterroles", "impersonate serviceaccounts",
            "impersonate userextras.authentication.k8s.io");
    }

    /// <summary>Before constrained impersonation no rule can say which groups: the threat model says what that is worth.</summary>
    [Fact]
    public async Task Forwarder_ImpersonatingWithoutAnAgent_IsWorthClusterAdmin()
    {
        await using var accounts = await InstalledAccounts.InstallAsync(doors.Real, "read-only");

        (await accounts.Forwarder.RunAsync("auth", "can-i", "*", "*", "--as", "anyone", "--as-group", "system:masters")).Output.Trim().Should().Be("yes");
    }

    private static async Task CannotAsync(Clients.Kubectl kubectl, params string[] actions)
    {
        foreach (var action in actions)
        {
            (await kubectl.RunAsync(["auth", "can-i", .. action.Split(' ')])).Output.Trim().Should().Be("no", action);
        }
    }
}
