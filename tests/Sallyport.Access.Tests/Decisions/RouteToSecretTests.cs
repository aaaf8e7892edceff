using Sallyport.Access.Decisions;
using Sallyport.Access.Policy;

namespace Sallyport.Access.Tests.Decisions;

/// <summary>Every route to a Secret's data, by the catalogue's row.</summary>
public sealed class RouteToSecretTests
{
    private static readonly string[] ReadOnlyRoles = ["organization-read-only", "project-read-only", "namespace-read-only"];

    public static TheoryData<int, string> Rows { get; } = new()
    {
        { 98, "GET /api/v1/namespaces/shop/secrets" },
        { 98, "GET /api/v1/namespaces/shop/secrets/x" },
        { 98, "GET /api/v1/secrets" },
        { 98, "GET /api/v1/namespaces/shop/secrets?watch=1" },
        { 98, "GET /api/v1/secrets?watch=1" },
        { 52, "HEAD /api/v1/namespaces/shop/secrets" },
        { 61, "GET /api/v1/secrets?fieldSelector=metadata.name%3Dx%2Cmetadata.namespace%3Dshop" },
        { 106, "GET /api/v1/namespaces/shop/secrets?limit=1" },
        { 109, "DELETE /api/v1/namespaces/shop/secrets?dryRun=All" },
        { 110, "DELETE /api/v1/namespaces/shop/secrets/x?dryRun=All" },
        { 111, "PATCH /api/v1/namespaces/shop/secrets/x?dryRun=All" },
        { 112, "PUT /api/v1/namespaces/shop/secrets/x?dryRun=All" },
        { 112, "POST /api/v1/namespaces/shop/secrets" },
        { 117, "POST /api/v1/namespaces/shop/serviceaccounts/sa/token" },
        { 121, "GET /api/v1/namespaces/kube-system/secrets/bootstrap-token-abc" },
        { 122, "POST /api/v1/namespaces/shop/pods" },
        { 126, "POST /apis/velero.io/v1/namespaces/shop/downloadrequests" },
        { 127, "GET /apis/image.openshift.io/v1/namespaces/shop/imagestreams/x/secrets" },
        { 131, "POST /apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies" },
        { 131, "POST /apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations" },
        { 131, "POST /apis/apiregistration.k8s.io/v1/apiservices" },
        { 131, "PATCH /apis/apiextensions.k8s.io/v1/customresourcedefinitions/x" },
        { 133, "GET /metrics" },
        { 133, "GET /logs/" },
        { 133, "GET /debug/pprof/heap" },
        { 133, "PUT /debug/flags/v" },
        { 133, "GET /configz" },
        { 133, "GET /livez/etcd" },
        { 133, "GET /readyz?verbose" },
        { 162, "POST /apis/authentication.k8s.io/v1/tokenreviews" },
        { 162, "POST /apis/authorization.k8s.io/v1/subjectaccessreviews" },
        { 165, "POST /apis/rbac.authorization.k8s.io/v1/namespaces/shop/rolebindings" },
        { 165, "PATCH /apis/rbac.authorization.k8s.io/v1/clusterroles/x" },
        { 166, "POST /apis/certificates.k8s.io/v1/certificatesigningrequests" },
        { 166, "PUT /apis/certificates.k8s.io/v1/certificatesigningrequests/x/approval" },
        { 167, "POST /apis/certificates.k8s.io/v1beta1/namespaces/shop/podcertificaterequests" },
        { 167, "POST /apis/certificates.k8s.io/v1beta1/clustertrustbundles" },
        { 170, "PATCH /api/v1/namespaces/shop/endpoints/x" },
        { 170, "POST /apis/discovery.k8s.io/v1/namespaces/shop/endpointslices" },
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
    public void Decide_AdminBelowTheOrganization_KeepsOutOfWhatRulesTheCluster(int row, string line)
    {
        if (row is < 117 or 122 or 126 || row == 121)
        {
            return;
        }

        foreach (var user in new[] { "project-admin", "namespace-admin", "whole-admin" })
        {
            Town.Document.Decide(user, line).Allowed.Should().BeFalse($"row {row} for {user}");
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Decide_ReadOnlyRoleThatSeesSecrets_ReadsThemAndNoMore(int row, string line)
    {
        var open = Town.With(Town.Setting(Capability.Secrets, true));
        var reads = line.Contains("/secrets", StringComparison.Ordinal) && row is < 109 or 121;

        open.Decide("organization-read-only", line).Allowed.Should().Be(reads, $"row {row}");
    }

    [Fact]
    public void Decide_ExistingAndMissingNames_AreRefusedInTheSameWords()
    {
        Town.Document.Explain("namespace-read-only", "GET /api/v1/namespaces/default/pods")
            .Should().Be(Town.Document.Explain("namespace-read-only", "GET /api/v1/namespaces/absent/pods").Replace("absent", "default"));
        Town.Document.Decide("namespace-read-only", "PUT /api/v1/namespaces/shop/secrets/there").By.Should().Be(DecidedBy.Nothing);
    }

    [Theory]
    [InlineData("oauthaccesstokens")]
    [InlineData("oauthclients")]
    public void Decide_KindsThatAreCredentials_AreNotForReadOnlyRoles(string resource)
    {
        Town.Document.Decide("organization-read-only", $"GET /apis/oauth.openshift.io/v1/{resource}").Allowed.Should().BeFalse();
        Town.Document.Decide("organization-admin", $"GET /apis/oauth.openshift.io/v1/{resource}").Allowed.Should().BeTrue();
    }
}
