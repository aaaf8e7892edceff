using System.Text.RegularExpressions;
using Sallyport.Access.Enforcement;
using Sallyport.Access.Installation;

namespace Sallyport.Access.Tests.Installation;

public sealed class AgentManifestTests
{
    [Fact]
    public void Render_WithAnotherJoinToken_IsAnotherPod()
    {
        var first = PodTemplate("spj_first");

        PodTemplate("spj_first").Should().Be(first);
        PodTemplate("spj_second").Should().NotBe(first, "a pod that runs would not look at a new token");
        first.Should().NotContain("spj_first", "whoever may read pods reads their template");
    }

    private static string PodTemplate(string token) => Regex.Match(
        AgentManifest.Render(new AgentManifestValues
        {
            Cluster = "prod",
            Hub = new Uri("https://hub.example.com:6443"),
            HubCa = "-----BEGIN CERTIFICATE-----",
            JoinToken = token,
            Image = "sallyport-agent:1",
            Ceiling = Ceiling.Admin,
        }),
        "kind: Deployment.*",
        RegexOptions.Singleline).Value;
}
