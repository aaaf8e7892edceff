using Sallyport.Access.Policy;
using Sallyport.Testing.Catalogue.Tables;

namespace Sallyport.Access.Tests.Decisions;

/// <summary>Every route to a shell, by the catalogue's row: no read-only role may take any of them, whatever the method.</summary>
public sealed class RouteToShellTests
{
    private static readonly string[] ReadOnlyRoles = ["organization-read-only", "project-read-only", "namespace-read-only"];

    [Theory]
    [MemberData(nameof(ShellRoutes.All), MemberType = typeof(ShellRoutes))]
    [CatalogueTable(typeof(ShellRoutes))]
    public void Decide_ReadOnlyRole_Denies(int row, string line)
    {
        foreach (var role in ReadOnlyRoles)
        {
            Town.Document.Decide(role, line).Allowed.Should().BeFalse($"row {row} for {role}");
        }
    }

    [Theory]
    [MemberData(nameof(ShellRoutes.All), MemberType = typeof(ShellRoutes))]
    public void Decide_ReadOnlyRoleWithAllOpen_OpensOnlyWhatTheSettingsName(int row, string line)
    {
        var open = Town.With(
            Town.Setting(Capability.Secrets, true), Town.Setting(Capability.Shell, true), Town.Setting(Capability.PortForward, true));
        string[] opened = ["/exec?", "/exec/", "/attach", "/portforward"];
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
    [CatalogueRow(93, 94, 171)]
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
