using Sallyport.Hub.Console.Kubectl;
using Sallyport.Hub.Console.Kubectl.Printing;

namespace Sallyport.Hub.Tests.Console.Kubectl;

/// <summary>What reaches a terminal is text: nothing in it is obeyed, and there is an end to it.</summary>
public sealed class OutputTests
{
    [Theory]
    [InlineData("plain, with ümlauts and 日本語", "plain, with ümlauts and 日本語")]
    [InlineData("a\tb", "a\tb")]
    [InlineData("\u001b]52;c;ZXZpbA==\u0007", "^[]52;c;ZXZpbA==^G")]
    [InlineData("\u001b[2J\u001b[31mred", "^[[2J^[[31mred")]
    [InlineData("\u009b31mred", "\\u009b31mred")]
    [InlineData("over\rwritten", "over\\rwritten")]
    [InlineData("back\b\b\bspace", "back^H^H^Hspace")]
    [InlineData("nul\0del\u007f", "nul^@del^?")]
    [InlineData("right\u202eto left\u2066", "right\\u202eto left\\u2066")]
    [InlineData("line\u2028separator", "line\\u2028separator")]
    [CatalogueRow(206)]
    public async Task Line_WithControlCharacters_IsPrintedForReading(string text, string printed)
    {
        var lines = new List<string>();
        var output = new TerminalOutput(Keep(lines), TestContext.Current.CancellationToken);

        await output.LineAsync(text);

        lines.Should().Equal(printed);
    }

    [Fact]
    public async Task Line_ThatIsVeryLong_IsCut()
    {
        var lines = new List<string>();

        await new TerminalOutput(Keep(lines), TestContext.Current.CancellationToken).LineAsync(new string('x', TerminalOutput.LongestLine * 3));

        lines.Should().ContainSingle().Which.Should().EndWith("… (cut)").And.HaveLength(TerminalOutput.LongestLine + "… (cut)".Length + 1);
    }

    [Fact]
    public async Task Output_ThatHasNoEnd_IsEnded()
    {
        var output = new TerminalOutput((_, _) => ValueTask.CompletedTask, TestContext.Current.CancellationToken);
        for (var i = 0; i < TerminalOutput.MostLines; i++)
        {
            await output.LineAsync("line");
        }

        var more = async () => await output.LineAsync("line");

        (await more.Should().ThrowAsync<KubectlFault>()).WithMessage("*was ended after 50,000 lines*");
    }

    [Theory]
    [InlineData("a\tb\nccc\td", "a    b|ccc  d")]
    [InlineData("Name:\tx\nA longer one:\ty\nalone\nZ:\tz", "Name:          x|A longer one:  y|alone|Z:  z")]
    [InlineData("a\tb\tc\naa\tbb\naaa\tbbb\tccc", "a    b  c|aa   bb|aaa  bbb  ccc")]
    public void Columns_OfConsecutiveLines_AreAsWideAsTheirWidestCell(string written, string laidOut)
    {
        var layout = new TabWriter(0, 2);
        layout.Line(written);

        string.Join('|', layout.Flush()).Should().Be(laidOut);
    }

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(119, "119s")]
    [InlineData(120, "2m")]
    [InlineData(125, "2m5s")]
    [InlineData(3600, "60m")]
    [InlineData(3 * 3600, "3h")]
    [InlineData((5 * 3600) + 60, "5h1m")]
    [InlineData(47 * 3600, "47h")]
    [InlineData((2 * 86400) + (5 * 3600), "2d5h")]
    [InlineData(400 * 86400, "400d")]
    [InlineData(800 * 86400, "2y70d")]
    [InlineData(-5, "<invalid>")]
    public void Duration_InWords_IsKubectls(int seconds, string words) =>
        HumanDuration.Of(TimeSpan.FromSeconds(seconds)).Should().Be(words);

    private static KubectlSink Keep(List<string> lines) => (line, _) =>
    {
        lines.Add(line.Text);
        return ValueTask.CompletedTask;
    };
}
