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

    [Theory]
    [InlineData("prod\n---\nkind: ClusterRoleBinding")]
    [InlineData("$(id)")]
    [InlineData("prod\"")]
    [InlineData("Prod")]
    [InlineData("")]
    public void Render_AHostileName_IsRefused(string name)
    {
        FluentActions.Invoking(() => AgentManifest.Render(Values("spj_x") with { Cluster = name })).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => AgentManifest.Render(Values("spj_x") with { Namespace = name })).Should().Throw<ArgumentException>();
    }

    [Theory]
    [InlineData("x\"\n---\nkind: ClusterRoleBinding\n")]
    [InlineData("x\r\n  serviceAccountName: admin")]
    [InlineData("$(id) `id` {{ evil }}")]
    public void Render_AHostileValue_StaysAStringOfItsDocument(string value)
    {
        var honest = AgentManifest.Render(Values("spj_x"));

        var hostile = AgentManifest.Render(Values(value) with { Image = value, HubCa = value });

        hostile.Split('\n').Should().HaveSameCount(honest.Split('\n'), "a line break in a value must not be one in the manifest");
        hostile.Split("\n---\n").Should().HaveSameCount(honest.Split("\n---\n"));
    }

    [Theory]
    [InlineData("read-only")]
    [InlineData("admin")]
    public void Render_WithConstrainedImpersonation_GivesTheForwarderNoPlainOne(string ceiling)
    {
        var values = Values("spj_x") with { Ceiling = Ceiling.Parse(ceiling) };

        AgentManifest.Render(values).Should().Contain("\"impersonate\"").And.NotContain("impersonate-on");
        AgentManifest.Render(values with { ConstrainedImpersonation = true }).Should()
            .NotContain("\"impersonate\"").And.Contain("\"impersonate:user-info\"").And.Contain("\"impersonate-on:user-info:get\"");
    }

    private static AgentManifestValues Values(string token) => new()
    {
        Cluster = "prod",
        Hub = new Uri("https://hub.example.com:6443"),
        HubCa = "-----BEGIN CERTIFICATE-----",
        JoinToken = token,
        Image = "sallyport-agent:1",
        Ceiling = Ceiling.Admin,
    };

    private static string PodTemplate(string token) => Regex.Match(
        AgentManifest.Render(Values(token)),
        "kind: Deployment.*",
        RegexOptions.Singleline).Value;
}
