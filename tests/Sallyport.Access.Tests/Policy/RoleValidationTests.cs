using System.Collections.Immutable;
using Sallyport.Access.Decisions;
using Sallyport.Access.Policy;
using Sallyport.Access.Tests.Decisions;

namespace Sallyport.Access.Tests.Policy;

/// <summary>"Read-only" keeps its meaning, whoever writes the role.</summary>
public sealed class RoleValidationTests
{
    [Fact]
    public void ProblemOf_TheBuiltInRoles_IsNothingButTheirOwnWildcards()
    {
        foreach (var role in BuiltInRoles.All.Where(role => !role.ReadOnly))
        {
            RoleValidation.ProblemOf(role).Should().BeNull();
        }
    }

    [Theory]
    [InlineData("pods", "get", true)]
    [InlineData("pods/log", "get", true)]
    [InlineData("*", "list", true)]
    [InlineData("*/status", "get", true)]
    [InlineData("pods/exec", "create", true)]
    [InlineData("pods/ephemeralcontainers", "patch", false)]
    [InlineData("pods/ephemeralcontainers", "get", false)]
    [InlineData("pods/portforward", "get", true)]
    [InlineData("secrets", "get", true)]
    [InlineData("pods", "create", false)]
    [InlineData("pods", "*", false)]
    [InlineData("pods", "deletecollection", false)]
    [InlineData("pods", "impersonate", false)]
    [InlineData("pods/ephemeralcontainers", "create", false)]
    [InlineData("*/*", "get", false)]
    [InlineData("pods/*", "get", false)]
    [InlineData("pods/proxy", "get", false)]
    [InlineData("nodes/proxy", "get", false)]
    [InlineData("services/proxy", "get", false)]
    [InlineData("serviceaccounts/token", "get", false)]
    [InlineData("virtualmachineinstances/console", "get", false)]
    [InlineData("imagestreams/secrets", "get", false)]
    [InlineData("*/exec", "get", false)]
    public void ProblemOf_AReadOnlyRole_IsWhateverReadsNotAlone(string resource, string verb, bool fine) =>
        (RoleValidation.ProblemOf(ReadOnly(resource, verb)) is null).Should().Be(fine);

    [Fact]
    public void Compile_ARoleThatIsNotWhatItSays_GrantsNothing()
    {
        var document = Town.Document with { Roles = [ReadOnly("pods", "delete")], Assignments = [Town.Assign("custom", Scope.Organization, "stranger")] };

        document.Decide("stranger", "DELETE /api/v1/namespaces/shop/pods/p").Allowed.Should().BeFalse();
        AccessSnapshot.Compile(document).Problems.Should().HaveCount(2);
    }

    [Theory]
    [InlineData("Custom")]
    [InlineData("a:b")]
    [InlineData("")]
    [InlineData("organization-admin")]
    public void Compile_ARoleWhoseNameIsNone_IsLeftOut(string name) =>
        AccessSnapshot.Compile(new PolicyDocument { Roles = [ReadOnly("pods", "get") with { Name = name }] }).Problems.Should().ContainSingle();

    [Fact]
    public void Decide_ACustomReadOnlyRoleWithoutShell_HasNoneWhenItIsOpened()
    {
        var document = Town.With(Town.Setting(Capability.Shell, true), Town.Setting(Capability.Secrets, true)) with
        {
            Roles = [ReadOnly("pods", "get")],
            Assignments = [Town.Assign("custom", Scope.Organization, "stranger")],
        };

        document.Decide("stranger", "GET /api/v1/namespaces/shop/pods/p").Allowed.Should().BeTrue();
        document.Decide("stranger", "GET /api/v1/namespaces/shop/pods/p/exec?command=sh").Allowed.Should().BeFalse();
        document.Decide("stranger", "GET /api/v1/namespaces/shop/secrets/s").Allowed.Should().BeFalse();
    }

    private static Role ReadOnly(string resource, string verb) => new()
    {
        Name = "custom",
        Title = "Custom",
        ReadOnly = true,
        Rules = ImmutableArray.Create(new PolicyRule { ApiGroups = ["", "example.com"], Resources = [resource], Verbs = [verb] }),
    };
}
