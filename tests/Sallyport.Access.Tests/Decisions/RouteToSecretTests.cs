using Sallyport.Access.Decisions;
using Sallyport.Access.Policy;
using Sallyport.Testing.Catalogue.Tables;

namespace Sallyport.Access.Tests.Decisions;

/// <summary>Every route to a Secret's data, by the catalogue's row.</summary>
public sealed class RouteToSecretTests
{
    private static readonly string[] ReadOnlyRoles = ["organization-read-only", "project-read-only", "namespace-read-only"];

    [Theory]
    [MemberData(nameof(SecretRoutes.All), MemberType = typeof(SecretRoutes))]
    [CatalogueTable(typeof(SecretRoutes))]
    public void Decide_ReadOnlyRole_Denies(int row, string line)
    {
        foreach (var role in ReadOnlyRoles)
        {
            Town.Document.Decide(role, line).Allowed.Should().BeFalse($"row {row} for {role}");
        }
    }

    [Theory]
    [MemberData(nameof(SecretRoutes.All), MemberType = typeof(SecretRoutes))]
    public void Decide_AdminBelowTheOrganization_KeepsOutOfWhatRulesTheCluster(int row, string line)
    {
        var rulesTheCluster = row is 117 or 127 or 131 or 133 or 162 or 165 or 166 or 167 or 169 || line.Contains("endpoint", StringComparison.Ordinal);
        if (!rulesTheCluster)
        {
            return;
        }

        foreach (var user in new[] { "project-admin", "namespace-admin", "whole-admin" })
        {
            Town.Document.Decide(user, line).Allowed.Should().BeFalse($"row {row} for {user}");
        }
    }

    [Theory]
    [MemberData(nameof(SecretRoutes.All), MemberType = typeof(SecretRoutes))]
    public void Decide_ReadOnlyRoleThatSeesSecrets_ReadsThemAndNoMore(int row, string line)
    {
        var open = Town.With(Town.Setting(Capability.Secrets, true));
        var reads = line.Contains(" /api/v1/", StringComparison.Ordinal) && line.Contains("/secrets", StringComparison.Ordinal)
            && (line.StartsWith("GET ", StringComparison.Ordinal) || line.StartsWith("HEAD ", StringComparison.Ordinal));

        open.Decide("organization-read-only", line).Allowed.Should().Be(reads, $"row {row}");
    }

    [Fact]
    [CatalogueRow(134)]
    public void Decide_ExistingAndMissingNames_AreRefusedInTheSameWords()
    {
        Town.Document.Explain("namespace-read-only", "GET /api/v1/namespaces/default/pods")
            .Should().Be(Town.Document.Explain("namespace-read-only", "GET /api/v1/namespaces/absent/pods").Replace("absent", "default"));
        Town.Document.Decide("namespace-read-only", "PUT /api/v1/namespaces/shop/secrets/there").By.Should().Be(DecidedBy.Nothing);
    }

    [Theory]
    [InlineData("oauth.openshift.io/v1/oauthaccesstokens")]
    [InlineData("oauth.openshift.io/v1/oauthclients")]
    [InlineData("management.cattle.io/v3/tokens")]
    [InlineData("management.cattle.io/v3/namespaces/shop/clusterregistrationtokens")]
    [InlineData("ext.cattle.io/v1/kubeconfigs")]
    [InlineData("bootstrap.cluster.x-k8s.io/v1beta1/namespaces/shop/kubeadmconfigs")]
    [CatalogueRow(125)]
    public void Decide_KindsThatAreCredentials_AreNotForReadOnlyRoles(string resource)
    {
        Town.Document.Decide("organization-read-only", $"GET /apis/{resource}").Allowed.Should().BeFalse();
        Town.Document.Decide("organization-admin", $"GET /apis/{resource}").Allowed.Should().BeTrue();
    }
}
