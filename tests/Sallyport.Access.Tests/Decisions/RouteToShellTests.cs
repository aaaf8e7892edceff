using Sallyport.Access.Policy;

namespace Sallyport.Access.Tests.Decisions;

/// <summary>Every route to a shell, by the catalogue's row: no read-only role may take any of them, whatever the method.</summary>
public sealed class RouteToShellTests
{
    private static readonly string[] ReadOnlyRoles = ["organization-read-only", "project-read-only", "namespace-read-only"];

    public static TheoryData<int, string> Rows { get; } = new()
    {
        { 71, "GET /api/v1/namespaces/shop/pods/p/exec?command=sh&stdin=true&stdout=true&tty=true" },
        { 72, "POST /api/v1/namespaces/shop/pods/p/exec?command=sh" },
        { 72, "POST /api/v1/namespaces/shop/pods/p/attach?stdin=true" },
        { 72, "GET /api/v1/namespaces/shop/pods/p/attach" },
        { 74, "GET /api/v1/namespaces/shop/pods/p/portforward?ports=22" },
        { 74, "POST /api/v1/namespaces/shop/pods/p/portforward" },
        { 75, "PATCH /api/v1/namespaces/shop/pods/p/ephemeralcontainers" },
        { 76, "PUT /api/v1/namespaces/shop/pods/p/ephemeralcontainers" },
        { 76, "GET /api/v1/namespaces/shop/pods/p/ephemeralcontainers" },
        { 77, "GET /api/v1/namespaces/shop/pods/p/proxy/" },
        { 77, "POST /api/v1/namespaces/shop/pods/p/proxy/a" },
        { 77, "PUT /api/v1/namespaces/shop/pods/p:8080/proxy/a" },
        { 77, "PATCH /api/v1/namespaces/shop/pods/p/proxy/a" },
        { 77, "DELETE /api/v1/namespaces/shop/pods/p/proxy/a" },
        { 77, "HEAD /api/v1/namespaces/shop/pods/p/proxy/a" },
        { 77, "GET /api/v1/namespaces/shop/services/https:s:443/proxy/a" },
        { 79, "GET /api/v1/nodes/n1/proxy/exec/shop/p/c" },
        { 80, "POST /api/v1/nodes/n1/proxy/run/shop/p/c" },
        { 80, "GET /api/v1/nodes/n1/proxy/configz" },
        { 81, "PATCH /api/v1/nodes/n1/status" },
        { 82, "POST /api/v1/namespaces/shop/pods" },
        { 84, "PATCH /apis/apps/v1/namespaces/shop/deployments/d" },
        { 84, "PUT /apis/apps/v1/namespaces/shop/statefulsets/d" },
        { 84, "PATCH /apis/batch/v1/namespaces/shop/cronjobs/d" },
        { 84, "POST /apis/batch/v1/namespaces/shop/jobs" },
        { 85, "PATCH /apis/apps/v1/namespaces/shop/deployments/d/scale" },
        { 86, "PATCH /api/v1/namespaces/shop/pods/new" },
        { 87, "PUT /api/v1/namespaces/shop/services/new" },
        { 87, "PUT /apis/rbac.authorization.k8s.io/v1/namespaces/shop/rolebindings/new" },
        { 89, "POST /apis/argoproj.io/v1alpha1/namespaces/shop/workflows" },
        { 90, "GET /apis/subresources.kubevirt.io/v1/namespaces/shop/virtualmachineinstances/vm/console" },
        { 90, "GET /apis/subresources.kubevirt.io/v1/namespaces/shop/virtualmachineinstances/vm/vnc" },
        { 90, "GET /apis/subresources.kubevirt.io/v1/namespaces/shop/virtualmachineinstances/vm/usbredir" },
        { 91, "GET /apis/cluster.karmada.io/v1alpha1/clusters/m1/proxy" },
        { 117, "POST /api/v1/namespaces/shop/serviceaccounts/sa/token" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Decide_ReadOnlyRole_Denies(int row, string line)
    {
        foreach (var role in ReadOnlyRoles)
        {
            Town.Document.Decide(role, line).Allowed.Should().BeFalse($"row {row} for {role}");
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Decide_ReadOnlyRoleWithAllOpen_OpensOnlyWhatTheSettingsName(int row, string line)
    {
        var open = Town.With(
            Town.Setting(Capability.Secrets, true), Town.Setting(Capability.Shell, true), Town.Setting(Capability.PortForward, true));
        string[] opened = ["/exec?", "/attach", "/portforward"];
        var expected = line.Contains("/api/v1/namespaces/shop/pods/", StringComparison.Ordinal) && opened.Any(line.Contains);

        foreach (var role in ReadOnlyRoles)
        {
            open.Decide(role, line).Allowed.Should().Be(expected, $"row {row} for {role}");
        }
    }

    [Theory]
    [InlineData(93, "POST /api/v1/namespaces/sallyport/pods/agent/exec?command=sh")]
    [InlineData(93, "PATCH /api/v1/namespaces/sallyport/pods/agent/ephemeralcontainers")]
    [InlineData(93, "GET /api/v1/namespaces/sallyport/pods/agent/portforward")]
    [InlineData(93, "GET /api/v1/namespaces/sallyport/pods/agent/proxy/")]
    [InlineData(94, "POST /api/v1/namespaces/sallyport/pods")]
    [InlineData(94, "PATCH /apis/apps/v1/namespaces/sallyport/deployments/agent")]
    [InlineData(94, "PATCH /api/v1/namespaces/sallyport/configmaps/c")]
    [InlineData(171, "DELETE /api/v1/namespaces/sallyport")]
    [InlineData(171, "PATCH /api/v1/namespaces/sallyport/serviceaccounts/agent")]
    [InlineData(171, "PATCH /apis/rbac.authorization.k8s.io/v1/clusterrolebindings/sallyport-agent")]
    [InlineData(171, "DELETE /apis/rbac.authorization.k8s.io/v1/clusterroles")]
    public void Decide_TheAgentItself_IsOutOfReachForEveryone(int row, string line)
    {
        foreach (var role in BuiltInRoles.All)
        {
            Town.Document.Decide(role.Name, line).Allowed.Should().BeFalse($"row {row} for {role.Name}");
        }
    }

    [Fact]
    public void Decide_AnAgentOutsideTheCluster_GuardsNoNamespace() =>
        Town.Document.Decide("organization-admin", "DELETE /api/v1/namespaces/sallyport/pods/p", Town.Prod with { AgentNamespace = "" })
            .Allowed.Should().BeTrue();
}
