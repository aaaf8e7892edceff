using System.Text.Json;
using Sallyport.Access.Enforcement;
using Sallyport.Access.Policy;

namespace Sallyport.Agent.Tests.Control;

public sealed class WantedSetJsonTests
{
    [Fact]
    public void WantedSet_WrittenAndRead_IsTheSame()
    {
        var role = new Role
        {
            Name = "project-read-only",
            Title = "Project Read Only",
            ReadOnly = true,
            Version = 3,
            Rules = [new PolicyRule { ApiGroups = [""], Resources = ["pods"], Verbs = ["get"] }],
            Except = [new PolicyRule { ApiGroups = [""], Resources = ["secrets"], Verbs = ["*"] }],
        };
        var wanted = new WantedSet("epoch", 7, [role], [new("project-read-only", 3, GroupVariant.Base, "shop"), ImpersonatedGroup.Member]);

        var read = JsonSerializer.Deserialize(
            JsonSerializer.Serialize(wanted, WantedSetJson.Default.WantedSet), WantedSetJson.Default.WantedSet)!;

        read.Should().BeEquivalentTo(wanted, o => o.ComparingByMembers<WantedSet>().ComparingByMembers<Role>()
            .ComparingByMembers<PolicyRule>().Excluding(m => m.Name == "Name" && m.DeclaringType == typeof(ImpersonatedGroup)));
        read.Groups.Should().Equal(wanted.Groups);
    }
}
