using System.Text;
using Sallyport.Hub.Console.Feeds.Logs;

namespace Sallyport.Hub.Tests.Console.Feeds;

public sealed class LogTextTests
{
    [Theory]
    [InlineData("""{"ts":1,"level":"warn","msg":"x"}""", LogSeverity.Warning)]
    [InlineData("""{"msg":"level error","severity":"ERROR"}""", LogSeverity.Error)]
    [InlineData("""{"nested":{"level":"error"},"msg":"x"}""", LogSeverity.None)]
    [InlineData("""{"level":50,"msg":"pino"}""", LogSeverity.Error)]
    [InlineData("""{"@t":"2030","@l":"Fatal"}""", LogSeverity.Fatal)]
    [InlineData("""{"level":"info","cut":"he""", LogSeverity.Info)]
    [InlineData("E0102 12:00:00.000000 1 controller.go:114] failed", LogSeverity.Error)]
    [InlineData("I0102 12:00:00.000000 1 main.go:1] no error here", LogSeverity.Info)]
    [InlineData("time=2030 level=debug msg=\"an error\"", LogSeverity.Debug)]
    [InlineData("ts=1 lvl=eror msg=x", LogSeverity.None)]
    [InlineData("2030-01-01 12:00:00,000 WARN  [main] org.Some - text", LogSeverity.Warning)]
    [InlineData("2030/01/01 12:00:00 [error] 7#7: *1 open() failed", LogSeverity.Error)]
    [InlineData("info: Microsoft.Hosting.Lifetime[0]", LogSeverity.Info)]
    [InlineData("panic: runtime error", LogSeverity.Fatal)]
    [InlineData("GET /error 200", LogSeverity.None)]
    [InlineData("nothing to say", LogSeverity.None)]
    [InlineData("", LogSeverity.None)]
    public void Severity_IsWhatTheLineSaysItself(string line, LogSeverity severity) => SeverityReading.Of(line).Should().Be(severity);

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("\u001b[31mred\u001b[0m then", "red then")]
    [InlineData("\u001b]52;c;c3RvbGVu\u0007clipboard", "clipboard")]
    [InlineData("\u001b]8;;http://evil\u001b\\link\u001b]8;;\u001b\\", "link")]
    [InlineData("\u001b[2J\u001b[Hcleared", "cleared")]
    [InlineData("\u009b31mone byte", "one byte")]
    [InlineData("\u001bPdcs\u001b\\after", "after")]
    [InlineData("\u001b(Bcharset", "charset")]
    [InlineData("bell\u0007 back\b space\u0000", "bell back space")]
    [InlineData("user\u202etxt.exe", "usertxt.exe")]
    [InlineData("broken \u001b[31", "broken ")]
    [InlineData("tab\tstays", "tab\tstays")]
    [InlineData("grüße 日本", "grüße 日本")]
    public void Text_HasNoEscapeSequencesAndNothingHidden(string line, string text) => PlainText.Of(line).Text.Should().Be(text);

    [Fact]
    public void Colours_BecomeData()
    {
        var (text, styles) = PlainText.Of("a\u001b[1;31mbc\u001b[39m d\u001b[0m\u001b[38;5;9mE\u001b[38;2;1;2;3mf\u001b[m");

        text.Should().Be("abc dEf");
        styles.Should().Equal(
            new TextStyle(1, 2, 1, null, true, false, false), new TextStyle(3, 2, null, null, true, false, false), new TextStyle(5, 1, 9, null, false, false, false));
    }

    [Fact]
    public async Task Line_LongerThanAnyoneReads_IsCutWithAMark_AndTheNextIsWhole()
    {
        var lines = new List<(int Length, bool IsCut)>();
        using var splitter = new LineSplitter((line, isCut) => lines.Add((line.Length, isCut)));
        var written = new string('x', 5_000_000) + "\nshort\n" + new string('y', LineSplitter.Longest) + "\nrest";

        await splitter.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(written)), takeRest: true, TestContext.Current.CancellationToken);

        lines.Should().Equal((LineSplitter.Longest, true), (5, false), (LineSplitter.Longest, false), (4, false));
    }

    [Fact]
    public void Timeline_KeepsNoMoreTextThanItMay()
    {
        var timeline = new LogTimeline(1_000_000);
        var source = new LogSource(0, "p", "c", ContainerKind.Main);
        for (var i = 0; i < 2000; i++)
        {
            timeline.Add([new LogLine(i, DateTimeOffset.UnixEpoch.AddSeconds(i), source, new string('x', LineSplitter.Longest))]);
        }

        timeline.Lines.Sum(line => (long)line.Text.Length).Should().BeLessThanOrEqualTo(LogTimeline.MostText);
        (timeline.Lines.Count + timeline.Dropped).Should().Be(2000);
    }
}
