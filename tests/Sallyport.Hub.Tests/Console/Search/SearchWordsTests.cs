using Sallyport.Hub.Console.Search.Finding;

namespace Sallyport.Hub.Tests.Console.Search;

/// <summary>What is typed, against names and namespaces.</summary>
public sealed class SearchWordsTests
{
    [Theory]
    [InlineData("web", "web", "shop", "Whole")]
    [InlineData("WEB", "web-7c9", "shop", "Beginning")]
    [InlineData("web", "shop-web-7c9", "shop", "Part")]
    [InlineData("web", "cobweb", "shop", "Within")]
    [InlineData("shop web", "web-7c9", "shop", "Beginning")]
    [InlineData("7c9 web", "web-7c9", "shop", "Beginning")]
    [InlineData("web", "api", "web", null)]
    [InlineData("web api", "web-7c9", "shop", null)]
    public void Words_MustAllBeInNameOrNamespace_AndOneInTheName(string typed, string name, string ns, string? rank) =>
        (SearchWords.Read(typed).Fit(name, ns)?.ToString()).Should().Be(rank);

    [Theory]
    [InlineData("", false)]
    [InlineData("a", false)]
    [InlineData("a b c", false)]
    [InlineData("ab", true)]
    [InlineData("a web", true)]
    public void Words_OfOneLetter_AreNotEnough(string typed, bool enough) => SearchWords.Read(typed).IsEnough.Should().Be(enough);

    [Theory]
    [InlineData("storef", "sto", true)]
    [InlineData("shop storef", "sto", true)]
    [InlineData("storef", "storef", true)]
    [InlineData("sto", "storef", false)]
    [InlineData("storef", "sto shop", false)]
    public void Words_ThatAreLonger_FindNothingNew(string typed, string earlier, bool narrows) =>
        SearchWords.Read(typed).Narrow(SearchWords.Read(earlier)).Should().Be(narrows);

    [Fact]
    public void Pieces_OfAName_MarkWhatFits()
    {
        SearchWords.Read("web we 9").Pieces("my-web-79").Should().Equal(("my-", false), ("web", true), ("-7", false), ("9", true));
        SearchWords.Read("web").Pieces("").Should().BeEmpty();
        SearchWords.Read("").Pieces("web").Should().Equal(("web", false));
    }

    [Fact]
    public void Words_WithoutMeasure_AreCutToMeasure()
    {
        var words = SearchWords.Read(string.Join(' ', Enumerable.Range(0, 5_000).Select(i => $"word{i}")) + new string('x', 10_000));

        words.Text.Split(' ').Should().HaveCount(6);
    }
}
