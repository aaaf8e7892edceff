namespace Sallyport.Architecture.Tests;

public sealed class SourceFileTests
{
    private const int Longest = 400;

    private static readonly string[] JunkDrawers = ["Utils", "Helpers", "Manager", "Common", "Misc"];

    [Fact]
    public void Files_All_HoldOneIdeaInAtMostFourHundredLines() =>
        Repository.SourceFiles("src").Concat(Repository.SourceFiles("tests"))
            .Where(file => File.ReadLines(file).Count() > Longest)
            .Select(Repository.Relative)
            .Should().BeEmpty();

    [Fact]
    public void Files_All_AreNamedForWhatTheyAre() =>
        Repository.SourceFiles("src")
            .Where(file => JunkDrawers.Any(word => Path.GetFileNameWithoutExtension(file).EndsWith(word, StringComparison.OrdinalIgnoreCase)))
            .Select(Repository.Relative)
            .Should().BeEmpty();

    [Fact]
    public void Files_All_LeaveNothingForLater()
    {
        string[] markers = ["TODO", "FIXME", "HACK", nameof(NotImplementedException)];

        Repository.SourceFiles("src")
            .Where(file => File.ReadLines(file).Any(line => markers.Any(marker => line.Contains(marker, StringComparison.Ordinal))))
            .Select(Repository.Relative)
            .Should().BeEmpty();
    }
}
