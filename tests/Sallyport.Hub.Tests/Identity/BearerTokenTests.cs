using Sallyport.Hub.Identity;

namespace Sallyport.Hub.Tests.Identity;

public sealed class BearerTokenTests
{
    [Fact]
    public void Make_Always_IsWellFormedAndNew()
    {
        var tokens = Enumerable.Range(0, 100).Select(_ => BearerToken.Make()).ToList();

        tokens.Should().OnlyHaveUniqueItems().And.OnlyContain(token => BearerToken.IsWellFormed(token));
        tokens[0].Should().MatchRegex("^spt_[0-9A-Za-z]{49}$");
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("null")]
    [InlineData("spt_")]
    [InlineData("spt_0000000000000000000000000000000000000000000000000")]
    public void IsWellFormed_NotAToken_IsFalse(string text) => BearerToken.IsWellFormed(text).Should().BeFalse();

    [Fact]
    public void IsWellFormed_OneCharacterChanged_IsFalse()
    {
        var token = BearerToken.Make();
        for (var i = 4; i < token.Length; i++)
        {
            var changed = token.ToCharArray();
            changed[i] = changed[i] == 'a' ? 'b' : 'a';
            BearerToken.IsWellFormed(changed).Should().BeFalse();
        }
    }
}
