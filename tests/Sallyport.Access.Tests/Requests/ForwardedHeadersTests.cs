using System.Globalization;
using Sallyport.Access.Requests;

namespace Sallyport.Access.Tests.Requests;

/// <summary>Which header lines pass, and which refuse the whole request; rows of the threat catalogue by number.</summary>
public sealed class ForwardedHeadersTests
{
    public static TheoryData<int, string, string> Refused { get; } = new()
    {
        { 139, "impersonate-user", "admin" },
        { 139, "IMPERSONATE-USER", "admin" },
        { 140, "Impersonate_User", "x" },
        { 140, "Impersonate.User", "x" },
        { 140, "Impersonate-Uid", "1" },
        { 140, "Impersonate-Group", "system:masters" },
        { 140, "Impersonate-Extra-scopes", "x" },
        { 140, "Impersonate-Extra-%73copes", "x" },
        { 140, "Impersonate-Foo", "" },
        { 140, "Impersonate", "" },
        { 140, "Sallyport-User", "sallyport:admin" },
        { 140, "sallyport_group", "sallyport:member" },
        { 144, "User-Agent", "a\nImpersonate-Group: system:masters" },
        { 159, "User-Agent", "a\u001b]52;c;eA==\u0007" },
        { 159, "Kubectl-Command", "kubectl g\u00e9t" },
        { 177, "HTTP2-Settings", "AAMAAABkAAQAAP__" },
        { 179, "X-Content-Length", "6" },
        { 187, "Content-Encoding", "gzip" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    [CatalogueRow(139, 140, 177, 179, 187)]
    public void OnRequest_AHostileLine_RefusesTheRequestWithoutRepeatingIt(int row, string name, string value)
    {
        ForwardedHeaders.OnRequest(name, value, out var refusal).Should().Be(
            HeaderFate.Refuse, "row {0} says so", row.ToString(CultureInfo.InvariantCulture));
        refusal.Should().NotBeEmpty();
        ForwardedHeaders.Refusal([new("Accept", "*/*"), new(name, value)]).Should().Be(refusal);
    }

    [Fact]
    [CatalogueRow(46)]
    public void Refusal_HeadersThatAreTooLongTogether_RefuseTheRequest()
    {
        var half = new string('a', RequestLimits.MaxHeadersLength / 2);

        ForwardedHeaders.Refusal([new("User-Agent", half)]).Should().BeNull();
        ForwardedHeaders.Refusal([new("User-Agent", half), new("X-Anything", half)]).Should().Contain("64 KiB");
        ForwardedHeaders.Refusal([new("User-Agent", half + half)]).Should().Contain("64 KiB");
    }

    [Theory]
    [InlineData("Accept", "application/json;as=Table;v=v1;g=meta.k8s.io,application/json")]
    [InlineData("content-type", "application/apply-patch+yaml")]
    [InlineData("Content-Type", "application/vnd.kubernetes.protobuf")]
    [InlineData("Content-Type", "application/strategic-merge-patch+json")]
    [InlineData("content-length", "12")]
    [InlineData("User-Agent", "kubectl/v1.36.0 (linux/amd64) kubernetes/abc")]
    [InlineData("Kubectl-Command", "kubectl get")]
    [InlineData("Kubectl-Session", "0b1e3a1c-5a34-4f2a-9f0e-111111111111")]
    [InlineData("If-None-Match", "\"abc\"")]
    public void OnRequest_WhatAClusterReads_Passes(string name, string value) =>
        ForwardedHeaders.OnRequest(name, value, out _).Should().Be(HeaderFate.Forward);

    [Theory]
    [InlineData("Authorization")]
    [InlineData("Cookie")]
    [InlineData("Connection")]
    [InlineData("Upgrade")]
    [InlineData("Keep-Alive")]
    [InlineData("Proxy-Authorization")]
    [InlineData("TE")]
    [InlineData("Trailer")]
    [InlineData("Transfer-Encoding")]
    [InlineData("Host")]
    [InlineData("Origin")]
    [InlineData("Referer")]
    [InlineData("Forwarded")]
    [InlineData("X-Forwarded-For")]
    [InlineData("X-Remote-User")]
    [InlineData("X-Remote-Group")]
    [InlineData("X-Remote-Extra-Scopes")]
    [InlineData("X-HTTP-Method-Override")]
    [InlineData("Audit-ID")]
    [InlineData("traceparent")]
    [InlineData("baggage")]
    [InlineData("Accept-Encoding")]
    [InlineData("Sec-WebSocket-Extensions")]
    [InlineData("X-Anything")]
    [CatalogueRow(51, 142, 143, 154, 155, 157, 159, 161)]
    public void OnRequest_WhatIsOnNoList_StaysBehind(string name) =>
        ForwardedHeaders.OnRequest(name, "x", out _).Should().Be(HeaderFate.Drop);

    [Theory]
    [InlineData("Set-Cookie")]
    [InlineData("Clear-Site-Data")]
    [InlineData("Access-Control-Allow-Origin")]
    [InlineData("Strict-Transport-Security")]
    [InlineData("Alt-Svc")]
    [InlineData("Link")]
    [InlineData("Refresh")]
    [InlineData("Location")]
    [InlineData("Content-Security-Policy")]
    [InlineData("Service-Worker-Allowed")]
    [InlineData("WWW-Authenticate")]
    [InlineData("Server-Timing")]
    [InlineData("X-Accel-Redirect")]
    [InlineData("X-Sendfile")]
    [InlineData("Cache-Control")]
    [InlineData("Connection")]
    [CatalogueRow(204)]
    public void OnResponse_WhatIsOnNoList_StaysBehind(string name) =>
        ForwardedHeaders.OnResponse(name, "x", out _).Should().Be(HeaderFate.Drop);

    [Theory]
    [InlineData("content-type", "application/json")]
    [InlineData("Audit-Id", "0b1e3a1c")]
    [InlineData("Retry-After", "1")]
    public void OnResponse_WhatAClientReads_PassesUnchanged(string name, string value)
    {
        ForwardedHeaders.OnResponse(name, value, out var passed).Should().Be(HeaderFate.Forward);
        passed.Should().Be(value);
    }

    [Fact]
    [CatalogueRow(205)]
    public void OnResponse_AValueWithALineBreak_RefusesTheAnswer() =>
        ForwardedHeaders.OnResponse("Audit-Id", "a\r\nSet-Cookie: x=1", out _).Should().Be(HeaderFate.Refuse);

    [Fact]
    [CatalogueRow(206)]
    public void OnResponse_AWarningWithTerminalEscapes_IsCleaned()
    {
        ForwardedHeaders.OnResponse("Warning", "299 - \"\u001b]52;c;eA==\u0007 \u202edetsurt\"", out var passed)
            .Should().Be(HeaderFate.Forward);
        passed.Should().Be("299 - \"?]52;c;eA==? ?detsurt\"");
    }

    [Fact]
    public void OnResponse_AWarningWithoutEnd_IsCut()
    {
        ForwardedHeaders.OnResponse("Warning", new string('a', 100_000), out var passed);
        passed.Length.Should().BeLessThan(4_000);
    }

    [Theory]
    [InlineData("pods \"web\" not found", "pods \"web\" not found")]
    [InlineData("a\nb\tc", "a\nb\tc")]
    [InlineData("caf\u00e9 \u5730\u56fe", "caf\u00e9 \u5730\u56fe")]
    [InlineData("a\u001b[2Jb\u009b\u0007", "a\uFFFD[2Jb\uFFFD\uFFFD")]
    [InlineData("a\u202eb\u200bc", "a\uFFFDb\uFFFDc")]
    [CatalogueRow(206)]
    public void VisibleText_AStatusMessage_KeepsWordsAndNothingThatActs(string message, string printed) =>
        VisibleText.Of(message).Should().Be(printed);

    [Fact]
    [CatalogueRow(196, 219, 220)]
    public void OnEveryAnswer_NothingIsStoredOrRun() =>
        ForwardedHeaders.OnEveryAnswer.Should().Contain(new KeyValuePair<string, string>("Cache-Control", "no-store, private"))
            .And.Contain(h => h.Key == "Content-Security-Policy")
            .And.Contain(h => h.Key == "X-Content-Type-Options");
}
