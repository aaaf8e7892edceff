using Sallyport.Access.Decisions;
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
    public void RulesFor_WhateverItLists_IsAllowed(string user, string ns)
    {
        var snapshot = AccessSnapshot.Compile(With(Setting(Capability.Shell, true, ShopProject)));

        foreach (var rule in snapshot.RulesFor(user, Prod, ns, Now).ResourceRules)
        {
            foreach (var resource in rule.Resources.Where(resource => resource != "nodes/proxy"))
            {
                foreach (var verb in rule.Verbs)
                {
                    var parts = resource.Split('/');
                    var inCluster = ClusterScope.Contains(Prod, rule.ApiGroups[0], parts[0]) && !(parts[0] == "namespaces" && verb is not ("list" or "watch" or "create"));
                    var request = Access.Requests.ReviewedAction.OnResource(
                        verb, rule.ApiGroups[0], "v1", parts[0], parts.ElementAtOrDefault(1) ?? "", inCluster ? "" : ns, "");
                    var allowed = snapshot.Decide(user, Prod, request, Now).Allowed;
                    allowed.Should().Be(verb != "deletecollection" || rule.ApiGroups[0] != "rbac.authorization.k8s.io" || !inCluster, $"{user} {verb} {resource} in {ns}");
                }
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

    private static bool Lists(PolicyDocument document, string user, string resource) =>
        AccessSnapshot.Compile(document).RulesFor(user, Prod, "shop", Now).ResourceRules.Any(rule => rule.Resources.Contains(resource));
}
