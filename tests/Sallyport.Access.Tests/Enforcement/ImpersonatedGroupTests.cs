using Sallyport.Access.Enforcement;

namespace Sallyport.Access.Tests.Enforcement;

/// <summary>A group's name can be read back, and nothing else can.</summary>
public sealed class ImpersonatedGroupTests
{
    [Theory]
    [InlineData("sallyport:member")]
    [InlineData("sallyport:project-read-only:1:base:ns:shop")]
    [InlineData("sallyport:organization-admin:27:everything:cluster")]
    [InlineData("sallyport:x:2147483647:port-forward:ns:a-b-0")]
    [InlineData("sallyport:x:1:cluster-reads:cluster")]
    [InlineData("sallyport:x:1:shell:ns:cluster")]
    public void TryParse_WhatNameWrites_IsReadBack(string name)
    {
        ImpersonatedGroup.TryParse(name, out var group).Should().BeTrue();
        group.Name.Should().Be(name).And.MatchRegex("^[A-Za-z0-9._:@/+-]{1,253}$");
    }

    [Theory]
    [InlineData("")]
    [InlineData("member")]
    [InlineData("system:masters")]
    [InlineData("sallyport:")]
    [InlineData("sallyport:member ")]
    [InlineData(" sallyport:member")]
    [InlineData("sallyport:member:cluster")]
    [InlineData("sallyport:x:1:member:cluster")]
    [InlineData("sallyport:x:0:base:cluster")]
    [InlineData("sallyport:x:01:base:cluster")]
    [InlineData("sallyport:x:+1:base:cluster")]
    [InlineData("sallyport:x:1:base:ns:")]
    [InlineData("sallyport:x:1:base:ns:A")]
    [InlineData("sallyport:x:1:base:ns:a:b")]
    [InlineData("sallyport:x:1:base:ns:a,system")]
    [InlineData("sallyport:x:1:base:everywhere")]
    [InlineData("sallyport:X:1:base:cluster")]
    [InlineData("sallyport:-x:1:base:cluster")]
    [InlineData("sallyport::1:base:cluster")]
    [InlineData("sallyport:x:1:Base:cluster")]
    [InlineData("sallyport:x:1:base:cluster\nImpersonate-Group: system:masters")]
    [InlineData("sallyport:x:99999999999:base:cluster")]
    [CatalogueRow(145, 149)]
    public void TryParse_AnythingElse_IsRefused(string name) => ImpersonatedGroup.TryParse(name, out _).Should().BeFalse();

    [Fact]
    public void TryParse_LongerThanAHeaderMayCarry_IsRefused() =>
        ImpersonatedGroup.TryParse($"sallyport:x:1:base:ns:{new string('a', 64)}", out _).Should().BeFalse();
}
