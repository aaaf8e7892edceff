using Sallyport.Access.Decisions;
using Sallyport.Access.Enforcement;
using Sallyport.Access.Policy;
using static Sallyport.Access.Tests.Decisions.Town;

namespace Sallyport.Access.Tests.Decisions;

/// <summary>What <c>kubectl auth can-i --list</c> is told is what a decision would say.</summary>
public sealed class SubjectRulesTests
{
    public static TheoryData<string, string> People { get; } = new MatrixTheoryData<string, string>(
        BuiltInRoles.All.Select(role => role.Name).Append("stranger").Append("whole-admin"), ["shop", "default", "sallyport", "absent"]);

    [Theory]
    [MemberData(nameof(People))]
    public void RulesFor_AnyoneAnywhere_ListsExactlyWhatADecisionAllows(string user, string ns)
    {
        var document = With(Setting(Capability.Shell, true, ShopProject)) with
        {
            Guardrails = [new Guardrail("careful", Namespaces("", "shop"), [new PolicyRule { ApiGroups = ["*"], Resources = ["configmaps"], Verbs = ["delete", "get"] }], [])],
        };
        var snapshot = AccessSnapshot.Compile(document);

        var listed = Tuples(snapshot.RulesFor(user, Prod, ns, Now)).ToHashSet();

        foreach (var resource in WellKnownResources.All)
        {
            foreach (var verb in resource.Verbs)
            {
                var tuple = (resource.ApiGroup, resource.Resource, verb);
                var allowed = snapshot.Decide(user, Prod, InPlace(verb, resource, ns), Now).Allowed;
                listed.Contains(tuple).Should().Be(allowed, "{0} {1} {2} in {3}", user, verb, resource.Resource, ns);
            }
        }
    }

    [Fact]
    public void RulesFor_AReadOnlyDeveloper_ListsSecretsOnlyWhenTheyAreVisible()
    {
        Lists(Document, "project-read-only", "secrets").Should().BeFalse();
        Lists(With(Setting(Capability.Secrets, true)), "project-read-only", "secrets").Should().BeTrue();
        Lists(Document, "project-read-only", "pods/log").Should().BeTrue();
        Lists(Document, "project-read-only", "nodes").Should().BeTrue();
    }

    [Fact]
    public void RulesFor_AStranger_IsEmpty() =>
        AccessSnapshot.Compile(Document).RulesFor("stranger", Prod, "shop", Now).Should().BeEquivalentTo(new SubjectRules([], []));

    private static IEnumerable<(string, string, string)> Tuples(SubjectRules rules) =>
        from rule in rules.ResourceRules
        from @group in rule.ApiGroups
        from resource in rule.Resources
        from verb in rule.Verbs
        select (@group, resource, verb);

    private static Access.Requests.KubernetesRequest InPlace(string verb, DiscoveredResource resource, string ns)
    {
        var parts = resource.Resource.Split('/');
        var isNamespace = parts[0] == "namespaces" && verb is not ("list" or "watch" or "create" or "deletecollection");
        return Access.Requests.ReviewedAction.OnResource(
            verb, resource.ApiGroup, "v1", parts[0], parts.ElementAtOrDefault(1) ?? "", resource.Namespaced || isNamespace ? ns : "", "");
    }

    private static bool Lists(PolicyDocument document, string user, string resource) =>
        AccessSnapshot.Compile(document).RulesFor(user, Prod, "shop", Now).ResourceRules.Any(rule => rule.Resources.Contains(resource));
}
