using Sallyport.Access.Requests;
using Sallyport.Testing.Catalogue.Tables;

namespace Sallyport.Access.Tests.Requests;

/// <summary>Request lines on which two servers could disagree: refused, each with its row in the threat catalogue.</summary>
public sealed class RequestParserRefusalTests
{
    [Theory]
    [MemberData(nameof(RefusedLines.All), MemberType = typeof(RefusedLines))]
    [CatalogueTable(typeof(RefusedLines))]
    public void Parse_ALineThatServersReadDifferently_IsRefused(int row, string method, string target)
    {
        _ = row;
        RequestParser.Parse(method, target).Refusal.Should().NotBeNullOrEmpty();
    }

    [Fact]
    [CatalogueRow(46)]
    public void Parse_ATargetOverTheLimit_IsRefusedWithTheLimit() =>
        RequestParser.Parse("GET", "/api/v1/pods?labelSelector=" + new string('a', RequestLimits.MaxTargetLength))
            .Refusal.Should().Contain("32 KiB");

    [Fact]
    public void Parse_ATargetThatEscapingPutsOverTheLimit_IsRefused() =>
        RequestParser.Parse("GET", "/api/v1/pods?labelSelector=" + new string('(', RequestLimits.MaxTargetLength / 2))
            .Refusal.Should().Contain("32 KiB");

    [Fact(Timeout = 10_000)]
    public async Task Parse_ALabelSelectorMadeToBeSlowToRead_IsRefusedAtOnce()
    {
        var labels = string.Join("%2C", Enumerable.Repeat("a%3D++", 45)) + "(";

        // Longer than the world has been, were every way of sharing out the spaces tried.
        var parsed = await Task.Run(
            () => RequestParser.Parse("GET", "/api/v1/pods?fieldSelector=metadata.name%3Da&labelSelector=" + labels),
            TestContext.Current.CancellationToken);

        parsed.Refusal.Should().NotBeNull();
    }

    [Fact]
    public void Parse_MoreSegmentsOrParametersThanTheLimits_IsRefused()
    {
        var path = "/api/v1/nodes/n/proxy" + string.Concat(Enumerable.Repeat("/a", RequestLimits.MaxSegments));
        var query = string.Join('&', Enumerable.Repeat("command=a", RequestLimits.MaxParameters + 1));

        RequestParser.Parse("GET", path).Refusal.Should().Contain("too many segments");
        RequestParser.Parse("POST", "/api/v1/namespaces/x/pods/p/exec?" + query)
            .Refusal.Should().Contain("too many parameters");
    }

    [Theory]
    [InlineData("/api/v1/namespaces/x/pods/p/log?watch=1")]
    [InlineData("/api/v1/namespaces/x/pods?command=id")]
    [InlineData("/api/v1/namespaces/x/pods/p/attach?command=id")]
    [InlineData("/version?watch=1")]
    [InlineData("/api/v1/namespaces/x/namespaces/y")]
    [InlineData("/openapi/v2/%61")]
    [InlineData("")]
    public void Parse_WhatThisKindOfRequestDoesNotHave_IsRefused(string target) =>
        RequestParser.Parse("GET", target).Understood.Should().BeFalse();
}
