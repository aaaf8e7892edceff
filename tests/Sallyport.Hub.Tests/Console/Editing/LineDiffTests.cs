using Sallyport.Hub.Console.Editing;

namespace Sallyport.Hub.Tests.Console.Editing;

public sealed class LineDiffTests
{
    [Theory]
    [InlineData("a b c", "a b c", "")]
    [InlineData("a b c", "a x c", " a|-b|+x| c")]
    [InlineData("a b", "a b c", " a| b|+c")]
    [InlineData("a b c", "b c", "-a| b| c")]
    [InlineData("", "a", "+a")]
    [InlineData("1 2 3 4 5 6 7 8 9", "1 2 3 4 x 6 7 8 9", "…1| 2| 3| 4|-5|+x| 6| 7| 8|…1")]
    [InlineData("a x b y c", "a y c x b", " a|-x|-b| y| c|+x|+b")]
    public void Diff_ShowsWhatChanged_AndAFewLinesAround(string before, string after, string expected) =>
        string.Join('|', LineDiff.Of(Words(before), Words(after)).Select(line => Mark(line.Kind) + line.Text)).Should().Be(expected);

    [Fact]
    public void Diff_OfTextsTooLongToCompare_ReplacesWhatIsBetweenTheirEqualEnds()
    {
        string[] before = ["head", .. Enumerable.Range(0, 4000).Select(i => $"a{i}"), "tail"];
        string[] after = ["head", .. Enumerable.Range(0, 4000).Select(i => $"b{i}"), "tail"];

        var diff = LineDiff.Of(before, after);

        diff.Count(line => line.Kind == DiffKind.Removed).Should().Be(4000);
        diff.Count(line => line.Kind == DiffKind.Same).Should().Be(2);
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string Mark(DiffKind kind) => kind switch { DiffKind.Added => "+", DiffKind.Removed => "-", DiffKind.Gap => "…", _ => " " };
}
