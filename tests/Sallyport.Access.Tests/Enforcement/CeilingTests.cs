using Sallyport.Access.Decisions;
using Sallyport.Access.Enforcement;
using Sallyport.Access.Policy;
using Sallyport.Access.Tests.Decisions;

namespace Sallyport.Access.Tests.Enforcement;

/// <summary>The most a cluster's owner lets any hub have there.</summary>
public sealed class CeilingTests
{
    [Theory]
    [InlineData("admin")]
    [InlineData("namespaced")]
    [InlineData("read-only")]
    [InlineData("read-only+secrets")]
    [InlineData("read-only+keys-only")]
    [InlineData("namespaced+keys-only+secrets+shell+port-forward")]
    public void Parse_WhatToStringWrites_IsReadBack(string text) => Ceiling.Parse(text).ToString().Should().Be(text);

    [Theory]
    [InlineData("")]
    [InlineData("Admin")]
    [InlineData("admin+secrets")]
    [InlineData("read-only+")]
    [InlineData("read-only+exec")]
    [InlineData("read-only+shell+shell")]
    [InlineData("+secrets")]
    [InlineData("read-only +shell")]
    [InlineData("read-only+commands")]
    public void Parse_AnythingElse_SaysWhatIsAllowed(string text) =>
        FluentActions.Invoking(() => Ceiling.Parse(text)).Should().Throw<FormatException>().WithMessage("*admin, or namespaced or read-only with any of*");

    [Theory]
    [InlineData("GET /api/v1/namespaces/shop/pods", "admin namespaced read-only read-only+secrets namespaced+shell")]
    [InlineData("GET /api/v1/pods", "admin namespaced read-only read-only+secrets namespaced+shell")]
    [InlineData("GET /apis/rbac.authorization.k8s.io/v1/clusterroles", "admin namespaced read-only read-only+secrets namespaced+shell")]
    [InlineData("GET /version", "admin namespaced read-only read-only+secrets namespaced+shell")]
    [InlineData("POST /apis/authorization.k8s.io/v1/selfsubjectaccessreviews", "admin namespaced read-only read-only+secrets namespaced+shell")]
    [InlineData("GET /api/v1/namespaces/shop/secrets", "admin read-only+secrets")]
    [InlineData("GET /api/v1/secrets", "admin read-only+secrets")]
    [InlineData("DELETE /api/v1/namespaces/shop/secrets/s", "admin")]
    [InlineData("POST /api/v1/namespaces/shop/pods/p/exec?command=sh", "admin namespaced+shell")]
    [InlineData("GET /api/v1/namespaces/shop/pods/p/portforward", "admin")]
    [InlineData("DELETE /api/v1/namespaces/shop/pods/p", "admin namespaced namespaced+shell")]
    [InlineData("POST /apis/rbac.authorization.k8s.io/v1/namespaces/shop/roles", "admin")]
    [InlineData("PATCH /api/v1/namespaces/shop", "admin")]
    [InlineData("PATCH /api/v1/nodes/n1", "admin")]
    [InlineData("POST /api/v1/namespaces/shop/serviceaccounts/s/token", "admin")]
    [InlineData("GET /metrics", "admin")]
    public void Allows_ByCeiling_ExactlyThese(string line, string ceilings) =>
        string.Join(' ', new[] { "admin", "namespaced", "read-only", "read-only+secrets", "namespaced+shell" }.Where(text => Ceiling.Parse(text).Allows(Town.Request(line), VariantOf(line))))
            .Should().Be(ceilings);

    private static GroupVariant VariantOf(string line) =>
        line.Contains("/secrets") ? GroupVariant.Secrets : line.Contains("/exec") ? GroupVariant.Shell :
        line.Contains("/portforward") ? GroupVariant.PortForward : GroupVariant.Base;

    [Theory]
    [InlineData("read-only+keys-only", GroupVariant.KeysOnly, true)]
    [InlineData("read-only+keys-only", GroupVariant.Secrets, false)]
    [InlineData("read-only+keys-only", GroupVariant.Base, false)]
    [InlineData("read-only+secrets", GroupVariant.KeysOnly, true)]
    [InlineData("read-only", GroupVariant.KeysOnly, false)]
    [InlineData("read-only+shell", GroupVariant.KeysOnly, false)]
    public void Allows_ReadsOfSecrets_ByThePartOfTheRole(string ceiling, GroupVariant variant, bool allowed) =>
        Ceiling.Parse(ceiling).Allows(Town.Request("GET /api/v1/namespaces/shop/secrets"), variant).Should().Be(allowed);

    [Theory]
    [InlineData("read-only+shell", true)]
    [InlineData("read-only+secrets", false)]
    public void Allows_ListedCommands_WhereItAllowsShells(string ceiling, bool allowed) =>
        Ceiling.Parse(ceiling).Allows(Town.Request("POST /api/v1/namespaces/shop/pods/p/exec?command=ls"), GroupVariant.Commands).Should().Be(allowed);

    [Fact]
    public void Decide_AboveTheCeiling_IsRefusedByIt() =>
        Town.Document.Decide("project-admin", "DELETE /api/v1/namespaces/shop/pods/p", Town.Prod with { Ceiling = Ceiling.Parse("read-only") })
            .By.Should().Be(DecidedBy.Ceiling);

    [Theory]
    [InlineData("admin")]
    [InlineData("namespaced")]
    [InlineData("read-only+shell")]
    [CatalogueRow(152, 165)]
    public void ForReconciler_AnyCeiling_NeverEscalatesOrImpersonates(string ceiling) =>
        CeilingRules.ForReconciler(Ceiling.Parse(ceiling)).SelectMany(rule => rule.Verbs)
            .Should().NotContain("escalate").And.NotContain("bind").And.NotContain("impersonate").And.NotContain("*");

    [Theory]
    [InlineData("namespaced")]
    [InlineData("read-only")]
    [InlineData("read-only+secrets+shell")]
    [InlineData("read-only+keys-only+shell")]
    public void ForReconciler_BelowAdmin_HoldsWhateverItsGroupsAreGiven(string text)
    {
        var ceiling = Ceiling.Parse(text);
        var held = CeilingRules.ForReconciler(ceiling)
            .SelectMany(rule => rule.Resources.SelectMany(resource => rule.Verbs.Select(verb => (rule.ApiGroups.FirstOrDefault(), resource, verb)))).ToHashSet();

        foreach (var role in BuiltInRoles.All)
        {
            foreach (var variant in Enum.GetValues<GroupVariant>())
            {
                foreach (var rule in ClusterRoleRules.Expand(role, variant, WellKnownResources.All, ceiling).Where(rule => rule.NonResourceUrls.IsEmpty))
                {
                    rule.Resources.SelectMany(resource => rule.Verbs.Select(verb => (rule.ApiGroups.FirstOrDefault(), resource, verb)))
                        .Should().BeSubsetOf(held, $"{role.Name} {variant}");
                }
            }
        }
    }

    [Fact]
    [CatalogueRow(152)]
    public void ForForwarder_Impersonates_AndNothingElse() =>
        CeilingRules.ForForwarder().Should().ContainSingle().Which.Verbs.Should().Equal("impersonate");
}
