using Sallyport.Access.Enforcement;

namespace Sallyport.Access.Tests.Enforcement;

/// <summary>
/// What the forwarder holds where kube-apiserver constrains impersonation (Kubernetes 1.36): taking on users and groups, for
/// what the ceiling holds and for nothing else.
/// </summary>
public sealed class ConstrainedImpersonationTests
{
    private const string On = "impersonate-on:user-info:";

    public static TheoryData<string> Ceilings => new("read-only", "read-only+secrets+shell", "namespaced", "namespaced+secrets+shell+port-forward", "admin");

    [Theory]
    [MemberData(nameof(Ceilings))]
    public void ForConstrainedForwarder_AnyCeiling_HasNoImpersonationThatIsNotConstrained(string ceiling)
    {
        var rules = CeilingRules.ForConstrainedForwarder(Ceiling.Parse(ceiling));

        rules.SelectMany(rule => rule.Verbs).Should().OnlyContain(verb => verb == "impersonate:user-info" || verb.StartsWith(On, StringComparison.Ordinal));
        var who = rules.Where(rule => rule.Verbs.Contains("impersonate:user-info")).Should().ContainSingle().Subject;
        who.ApiGroups.Should().Equal("authentication.k8s.io");
        who.Resources.Should().Equal("groups", "users");
        who.Verbs.Should().ContainSingle();
    }

    [Theory]
    [InlineData("read-only", "", "pods", "list", true)]
    [InlineData("read-only", "", "secrets", "list", false)]
    [InlineData("read-only", "", "pods/exec", "create", false)]
    [InlineData("read-only", "", "pods", "delete", false)]
    [InlineData("read-only", "authorization.k8s.io", "selfsubjectaccessreviews", "create", true)]
    [InlineData("read-only", "rbac.authorization.k8s.io", "clusterroles", "create", false)]
    [InlineData("read-only+secrets+shell", "", "secrets", "list", true)]
    [InlineData("read-only+secrets+shell", "", "pods/exec", "create", true)]
    [InlineData("namespaced", "apps", "deployments", "patch", true)]
    [InlineData("namespaced", "", "secrets", "get", false)]
    [InlineData("namespaced", "", "serviceaccounts/token", "create", false)]
    [InlineData("admin", "anything.example.com", "things", "deletecollection", true)]
    public void ForConstrainedForwarder_UnderACeiling_ActsAsFarAsItGoes(string ceiling, string group, string resource, string verb, bool held) =>
        CeilingRules.ForConstrainedForwarder(Ceiling.Parse(ceiling)).Any(rule =>
                rule.Verbs.Contains(On + verb) && Has(rule.ApiGroups, group) && Has(rule.Resources, resource))
            .Should().Be(held);

    [Theory]
    [MemberData(nameof(Ceilings))]
    public void ForConstrainedForwarder_AnyCeiling_ReadsDiscovery(string ceiling) =>
        CeilingRules.ForConstrainedForwarder(Ceiling.Parse(ceiling))
            .Should().Contain(rule => rule.Verbs.Contains(On + "get") && (rule.NonResourceUrls.Contains("/api/*") || rule.NonResourceUrls.Contains("*")));

    private static bool Has(IEnumerable<string> values, string value) => values.Contains(value) || values.Contains("*");
}
