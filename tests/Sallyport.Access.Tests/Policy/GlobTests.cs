using Sallyport.Access.Policy;

namespace Sallyport.Access.Tests.Policy;

/// <summary>Patterns of names.</summary>
public sealed class GlobTests
{
    [Theory]
    [InlineData("shop", "shop", true)]
    [InlineData("shop", "shops", false)]
    [InlineData("*", "anything", true)]
    [InlineData("team-*", "team-a", true)]
    [InlineData("team-*", "team-", true)]
    [InlineData("team-*", "teams", false)]
    [InlineData("*-dev", "a-dev-dev", true)]
    [InlineData("a*b*c", "axxbyyc", true)]
    [InlineData("a*b*c", "axxcyyb", false)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a?c", "ac", false)]
    public void Matches_PatternAndName_Agree(string pattern, string name, bool matches) => Glob.Matches(pattern, name).Should().Be(matches);

    [Fact]
    public void Matches_ManyStars_EndsSoon() => Glob.Matches(string.Concat(Enumerable.Repeat("*a", 100)) + "b", new string('a', 2_000)).Should().BeFalse();

    [Theory]
    [InlineData("")]
    [InlineData("Shop")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("[ab]")]
    public void IsValid_WhatNoNameCouldMatch_IsNot(string pattern) => Glob.IsValid(pattern).Should().BeFalse();
}
