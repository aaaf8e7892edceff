using Sallyport.Access.Requests;
using Sallyport.Testing.Catalogue.Tables;

namespace Sallyport.Access.Tests.Requests;

/// <summary>Request lines on which two servers could disagree: refused, each with its row in the threat catalogue.</summary>
public sealed class RequestParserRefusalTests
{
    /// <summary>A metric may be called many things, but no word of kube-apiserver's may hide in its name.</summary>
    public static TheoryData<string> NoMetrics { get; } = new(
        "/apis/external.metrics.k8s.io/v1beta1/%6eamespaces/shop/queue",
        "/apis/external.metrics.k8s.io/v1beta1/%77atch/namespaces/shop/queue",
        "/apis/external.metrics.k8s.io/v1beta1/namespaces/shop/a%2Fb",
        "/apis/external.metrics.k8s.io/v1beta1/namespaces/shop/%7C",
        "/apis/external.metrics.k8s.io/v1beta1/namespaces/shop/a%257Cb",
        "/apis/external.metrics.k8s.io/v1beta1/namespaces/shop/a%20b",
        "/apis/custom.metrics.k8s.io/v1beta1/namespaces/shop/Pods/*/x",
        "/apis/custom.metrics.k8s.io/v1beta1/namespaces/shop/pods/*/%65xec",
        "/apis/custom.metrics.k8s.io/v1beta1/namespaces/shop/pods/*/a/b",
        "/apis/metrics.k8s.io/v1beta1/namespaces/shop/Queue_Length",
        "/api/v1/namespaces/shop/pods/p/EXEC",
        "/api/v1/namespaces/shop/pods?metricLabelSelector=a%3Db");

    [Theory]
    [MemberData(nameof(RefusedLines.All), MemberType = typeof(RefusedLines))]
    [CatalogueTable(typeof(RefusedLines))]
    public void Parse_ALineThatServersReadDifferently_IsRefused(int row, string method, string target)
    {
        _ = row;
        RequestParser.Parse(method, target).Refusal.Should().NotBeNullOrEmpty();
    }

    [Theory]
    [MemberData(nameof(NoMetrics))]
    public void Parse_WhatOnlyLooksLikeAMetric_IsRefused(string target) =>
        RequestParser.Parse("GET", target).Understood.Should().BeFalse();

    [Fact]
    [CatalogueRow(46)]
    public void Parse_ATargetOverTheLimit_IsRefusedWithTheLimit() =>
        RequestParser.Parse("GET", "/api/v1/pods?labelSelector=" + new string('a', RequestLimits.MaxTargetLength))
            .Refusal.Should().Contain("32 KiB");

    [Fact]
    public void Parse_ATargetThatEscapingPutsOverTheLimit_IsRefused() =>
        RequestParser.Parse("GET", "/api/v1/pods?labelSelector=" + new string('(', RequestLimits.MaxTargetLength / 2))
            .Refusal.Should().Contain("32 KiB");

    [Theory(Timeout = 10_000)]
    [InlineData("a%3D++%2C", "(")]
    [InlineData("a+in+%28b%2C+c%29+%2C", "a+in+%28")]
    [InlineData("a.b-c.d", "%21")]
    [InlineData("++", "a+b")]
    public async Task Parse_ALabelSelectorMadeToBeSlowToRead_IsRefusedAtOnce(string part, string end)
    {
        var labels = string.Concat(Enumerable.Repeat(part, 30_000 / part.Length)) + end;

        // Longer than the world has been, were every way of sharing it out tried.
        var parsed = await Task.Run(
            () => RequestParser.Parse("GET", "/api/v1/pods?fieldSelector=metadata.name%3Da&labelSelector=" + labels),
            TestContext.Current.CancellationToken);

        parsed.Refusal.Should().NotBeNull();
    }

    [Fact]
    public void Parse_ALongLabelSelectorBesideAName_IsUnderstood()
    {
        var labels = string.Join("%2C", Enumerable.Range(0, 60).Select(i => $"example.com%2Flabel-{i}%3Dvalue-{i}"));

        RequestParser.Parse("GET", "/api/v1/pods?fieldSelector=metadata.name%3Da&labelSelector=" + labels).Request!.Name.Should().Be("a");
    }

    [Theory]
    [InlineData(253, "a")]
    [InlineData(254, null)]
    public void Parse_ALabelsPrefix_IsReadUpToItsLongest(int length, string? name) =>
        RequestParser.Parse("GET", $"/api/v1/pods?fieldSelector=metadata.name%3Da&labelSelector={new string('p', length)}%2Fx")
            .Request?.Name.Should().Be(name);

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
