using Sallyport.Access.Requests;

namespace Sallyport.Access.Tests.Requests;

/// <summary>Request lines on which two servers could disagree: refused, each with its row in the threat catalogue.</summary>
public sealed class RequestParserRefusalTests
{
    public static TheoryData<int, string, string> Hostile { get; } = new()
    {
        { 1, "GET", "/api/v1/namespaces/default%2Fsecrets" },
        { 2, "GET", "/api/v1/namespaces/default%2fsecrets%2fdb-pass" },
        { 4, "POST", "/api/v1/namespaces/default/pods/p%2Fexec?command=sh" },
        { 5, "GET", "/api/v1/namespaces/default%252Fsecrets" },
        { 6, "GET", "http://hub.example/api/v1/namespaces/default%2Fsecrets" },
        { 7, "GET", "http://hub.example/api/v1\\namespaces\\..\\secrets" },
        { 9, "GET", "/api/v1/secrets#x" },
        { 9, "GET", "/api/v1/namespaces/default/secrets#x" },
        { 10, "GET", "/api/v1/namespaces/default/secrets%23x" },
        { 10, "GET", "/api/v1/namespaces/default/secrets%3Fx" },
        { 11, "GET", "/api/v1/namespaces//secrets" },
        { 12, "DELETE", "/api/v1/namespaces//pods" },
        { 14, "GET", "/api/v1/namespaces/default/configmaps/x/../../secrets" },
        { 15, "GET", "/api/v1/namespaces/default/configmaps/x/%2e%2e/%2E%2E/secrets" },
        { 16, "GET", "/api/v1/namespaces/default/configmaps/x\\..\\..\\secrets" },
        { 17, "GET", "/api/v1/namespaces/default/pods/p/proxy/../../../configmaps" },
        { 17, "GET", "/api/v1/namespaces/default/pods/p/proxy/%2e%2e/configmaps" },
        { 17, "GET", "/api/v1/namespaces/default/pods/p/proxy/..%2fconfigmaps" },
        { 19, "GET", "/api/v1/nodes/n1/proxy/metrics/cadvisor/../../run/ns/pod/ctr?cmd=id" },
        { 20, "GET", "/api/v1/namespaces/default/./secrets" },
        { 20, "GET", "/api/v1/./secrets" },
        { 21, "GET", "/api/v1/namespaces/%2e%2e/secrets" },
        { 21, "GET", "/api/v1/namespaces/../secrets" },
        { 22, "GET", "/api/v1/namespaces/default/secrets//" },
        { 22, "GET", "/api/v1/namespaces/default/secrets///" },
        { 24, "POST", "/api/v1/namespaces/default/pods/p/exec//?command=sh" },
        { 25, "GET", "/api/v1/namespaces/default/pods/p/%65xec" },
        { 25, "GET", "/api/v1/namespaces/default/secret%73" },
        { 25, "GET", "/%61pi/v1/secrets" },
        { 25, "GET", "/api/v1/%77atch/secrets" },
        { 26, "GET", "//api/v1/secrets" },
        { 27, "GET", "https://169.254.169.254/latest/meta-data" },
        { 29, "GET", "/apis/ex.com/v1/namespaces/ns/foos/name//x/y" },
        { 30, "GET", "/apis/ex.com/v1/foos/name/status/anything/else" },
        { 31, "GET", "/apis/ex.com/v1/namespaces//foos" },
        { 32, "POST", "/apis/ex.com/v1/watch/namespaces/ns/foos" },
        { 32, "DELETE", "/apis/ex.com/v1/watch/namespaces/ns/foos" },
        { 34, "GET", "/api/v1/watch" },
        { 34, "GET", "/api/v1/proxy" },
        { 35, "GET", "/api/v1/proxy/nodes/n1/exec/ns/p/c" },
        { 36, "GET", "/api/v1/watch/watch/secrets" },
        { 40, "GET", "/API/v1/secrets" },
        { 40, "GET", "/Api/V1/Secrets" },
        { 40, "GET", "/api/v1/Secrets" },
        { 40, "GET", "/api/v1/namespaces/Default/secrets" },
        { 41, "GET", "/api/v1/namespaces/default/secrets;x=1" },
        { 41, "GET", "/api/v1/namespaces/default/secrets;/db" },
        { 41, "GET", "/api/v1/namespaces/default/configmaps/a%3Bx" },
        { 42, "GET", "/api/v1/namespaces/default/secrets%00" },
        { 42, "GET", "/api/v1/namespaces/default/secrets/%00" },
        { 42, "GET", "/api/v1/namespaces/default/secrets/%c0%af" },
        { 42, "GET", "/api/v1/namespaces/default/secrets/%ff" },
        { 42, "GET", "/api/v1/namespaces/default/secrets/%E2%80%AE" },
        { 42, "GET", "/api/v1/namespaces/default/secrets/a%E2%80%8Bb" },
        { 44, "GET", "/api/v1/namespaces/default%zz/secrets" },
        { 44, "GET", "/api/v1/namespaces/default/secrets/a%4" },
        { 45, "GET", "/api/v1/namespaces/default/secrets/\u00e9" },
        { 45, "GET", "/api/v1/namespaces/default/secrets x" },
        { 45, "GET", "/api/v1/namespaces/default/secrets\tx" },
        { 50, "get", "/api/v1/namespaces/default/secrets" },
        { 50, "pAtCh", "/api/v1/namespaces/default/configmaps/x" },
        { 50, "Delete", "/api/v1/namespaces/default/configmaps/x" },
        { 51, "POST", "/api/v1/namespaces/default/configmaps?_method=DELETE" },
        { 54, "OPTIONS", "*" },
        { 54, "GET", "*" },
        { 55, "GET", "/api/v1/namespaces/default/configmaps?watch=true;x=1" },
        { 55, "GET", "/api/v1/namespaces/default/configmaps?Watch=1" },
        { 55, "GET", "/api/v1/namespaces/default/configmaps?watch=false&watch=true" },
        { 55, "GET", "/api/v1/namespaces/default/configmaps?w%61tch=1" },
        { 56, "GET", "/api/v1/namespaces/default/secrets?fieldSelector=metadata.name%3Dallowed;a=1" },
        { 57, "GET", "/api/v1/namespaces/default/secrets?fieldSelector=metadata.name%3Dallowed%zz" },
        { 59, "GET", "/api/v1/namespaces/default/secrets?FieldSelector=metadata.name%3Dallowed" },
        { 59, "GET", "/api/v1/namespaces/default/secrets?FIELDSELECTOR=metadata.name%3Dallowed" },
        { 60, "GET", "/api/v1/namespaces/default/secrets?x=#&fieldSelector=metadata.name%3Dallowed" },
        { 62, "GET", "/api/v1/secrets?fieldSelector=metadata.name%3Da,metadata.name%3Db" },
        { 62, "GET", "/api/v1/secrets?fieldSelector=metadata.name%3Da&labelSelector=%28%28" },
        { 62, "GET", "/api/v1/secrets?fieldSelector=metadata.name%3Da,b" },
        { 65, "GET", "/api/v1/namespaces/default/secrets?watch=1&limit=abc" },
        { 67, "DELETE", "/api/v1/secrets/x?ignoreStoreReadErrorWithClusterBreakingPotential=true" },
        { 71, "GET", "/api/v1/namespaces/default/pods/p/exec?command=a%00b" },
        { 71, "GET", "/api/v1/namespaces/default/pods/p/exec?dryRun=All&command=id" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Parse_ALineThatServersReadDifferently_IsRefused(int row, string method, string target)
    {
        _ = row;
        RequestParser.Parse(method, target).Refusal.Should().NotBeNullOrEmpty();
    }

    [Fact]
    public void Parse_ATargetOverTheLimit_IsRefusedWithTheLimit() => // row 46
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
