using Sallyport.Hub.Console.Views;

namespace Sallyport.Console.Tests.Components;

/// <summary>What a browser keeps may have been written by anybody: only places of this console are taken from it.</summary>
public sealed class KeptPlaceTests
{
    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[null]")]
    [InlineData("[[[")]
    [InlineData("[1,2]")]
    [InlineData("""[{"Name":"a","What":"","Href":"https://elsewhere.example/c/"}]""")]
    [InlineData("""[{"Name":"a","What":"","Href":"//elsewhere.example/"}]""")]
    [InlineData("""[{"Name":"a","What":"","Href":"javascript:alert(1)"}]""")]
    [InlineData("""[{"Name":"a","What":"","Href":"/c/\\elsewhere"}]""")]
    [InlineData("""[{"Name":"a","What":"","Href":"/signout"}]""")]
    [InlineData("""[{"Name":"","What":"","Href":"/c/_/pods"}]""")]
    [InlineData("""[{"Name":"a\nb","What":"","Href":"/c/_/pods"}]""")]
    [InlineData("""[{"Name":"a","Href":"/c/_/pods"}]""")]
    public void WhatIsNotSound_IsNotTaken(string kept) => KeptPlace.Read(kept, 10).Should().BeEmpty();

    [Fact]
    public void WhatIsBeyondMeasure_IsNotTaken() => KeptPlace.Read(
        KeptPlace.Write([new(new string('n', 81), "", "/c/_/pods"), new("a", "", "/c/_/pods?q=" + new string('q', 2_000)), new("b", new string('w', 201), "/c/_/pods")]), 10).Should().BeEmpty();

    [Fact]
    public void Views_AreReadAsTheyWereWritten_AndNoMoreThanAllowed()
    {
        KeptPlace[] views = [new("failing here", "", "/c/eu-1,us-1/pods?ns=shop&q=status:failing%20age%3C1h&sort=-age"), new("<b>", "Pod · eu-1", "/search?q=a//b")];

        KeptPlace.Read(KeptPlace.Write(views), 10).Should().Equal(views);
        KeptPlace.Read(KeptPlace.Write(views), 1).Should().Equal(views[0]);
    }
}
