using System.Collections.Frozen;
using Sallyport.Access.Policy;

namespace Sallyport.Access.Tests.Policy;

/// <summary>Label selectors mean what they mean in Kubernetes, and nothing else is one.</summary>
public sealed class LabelSelectorTests
{
    private static readonly FrozenDictionary<string, string> Labels = new Dictionary<string, string>
    {
        ["env"] = "prod",
        ["tier"] = "",
        ["example.com/team"] = "shop",
    }.ToFrozenDictionary();

    [Theory]
    [InlineData("env", true)]
    [InlineData("!env", false)]
    [InlineData("gone", false)]
    [InlineData("!gone", true)]
    [InlineData("env=prod", true)]
    [InlineData("env==prod", true)]
    [InlineData("env = prod", true)]
    [InlineData("env=test", false)]
    [InlineData("env!=test", true)]
    [InlineData("env!=prod", false)]
    [InlineData("gone!=prod", true)]
    [InlineData("env in (test, prod)", true)]
    [InlineData("env in(test)", false)]
    [InlineData("env notin (test)", true)]
    [InlineData("env notin (test,prod)", false)]
    [InlineData("gone notin (prod)", true)]
    [InlineData("tier=", true)]
    [InlineData("env in (,prod)", true)]
    [InlineData("example.com/team=shop,env", true)]
    [InlineData("example.com/team=shop,!env", false)]
    [InlineData(" env , tier ", true)]
    [InlineData("in=x", false)]
    public void Matches_LikeKubernetes(string text, bool matches)
    {
        LabelSelector.TryParse(text, out var selector, out var problem).Should().BeTrue(problem);
        selector.Matches(Labels).Should().Be(matches);
    }

    [Theory]
    [InlineData("")]
    [InlineData(",")]
    [InlineData("env,")]
    [InlineData("=prod")]
    [InlineData("env=a b")]
    [InlineData("env in")]
    [InlineData("env in ()x")]
    [InlineData("env in (a")]
    [InlineData("env in a")]
    [InlineData("env ! prod")]
    [InlineData("-env")]
    [InlineData("env=-a")]
    [InlineData("a/b/c=d")]
    [InlineData("/a=b")]
    [InlineData("env>3")]
    [InlineData("env=a/b")]
    [InlineData("!!env")]
    [InlineData("env=prod;")]
    public void TryParse_AnythingElse_SaysWhatIsWrong(string text)
    {
        LabelSelector.TryParse(text, out _, out var problem).Should().BeFalse();
        problem.Should().Contain("label");
    }
}
