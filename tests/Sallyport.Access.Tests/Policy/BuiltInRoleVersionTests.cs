using Sallyport.Access.Enforcement;
using Sallyport.Access.Policy;

namespace Sallyport.Access.Tests.Policy;

/// <summary>A role's version is part of its groups' names: a changed role under an old version would share its bindings.</summary>
public sealed class BuiltInRoleVersionTests
{
    private const int Version = 1;
    private const string Fingerprint = "82b6067711b70b0a";

    [Fact]
    public void BuiltInRoles_WhenTheirRulesChange_TakeANewVersion()
    {
        BuiltInRoles.All.Should().OnlyContain(role => role.Version == Version);
        new WantedSet("", 0, BuiltInRoles.All, []).Fingerprint()[..16].Should().Be(
            Fingerprint, "a changed role needs a higher version in BuiltInRoles; then write the new version and fingerprint here");
    }
}
