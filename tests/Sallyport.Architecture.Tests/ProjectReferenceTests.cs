using System.Xml.Linq;

namespace Sallyport.Architecture.Tests;

public sealed class ProjectReferenceTests
{
    /// <summary>Which project may know which: arrows point one way, and nothing points at the hub.</summary>
    public static TheoryData<string, string[]> Arrows => new()
    {
        { "Sallyport.Access", [] },
        { "Sallyport.Tunnel", ["Sallyport.Access"] },
        { "Sallyport.Demo", [] },
        { "Sallyport.Cli", [] },
        { "Sallyport.Agent", ["Sallyport.Access", "Sallyport.Tunnel"] },
        { "Sallyport.Hub", ["Sallyport.Access", "Sallyport.Agent", "Sallyport.Demo", "Sallyport.Tunnel"] },
    };

    [Theory]
    [MemberData(nameof(Arrows))]
    public void Project_References_OnlyWhatItMay(string project, string[] allowed)
    {
        var file = Repository.Projects.Single(path => Path.GetFileNameWithoutExtension(path) == project);

        Repository.References(file).Should().BeSubsetOf(allowed);
    }

    [Fact]
    public void Projects_All_AreInTheTable() =>
        Repository.Projects.Select(Path.GetFileNameWithoutExtension).Should().BeEquivalentTo(Arrows.Select(row => row.Data.Item1));

    [Theory]
    [InlineData("Sallyport.Agent")]
    [InlineData("Sallyport.Demo")]
    public void Hub_OutsideTheDemoCommand_DoesNotKnow(string project)
    {
        var strangers = Repository.SourceFiles("src/Sallyport.Hub")
            .Where(file => !Repository.Relative(file).StartsWith("src/Sallyport.Hub/Hosting/Demo/", StringComparison.Ordinal))
            .Where(file => File.ReadLines(file).Any(line => line.Contains(project, StringComparison.Ordinal)))
            .Select(Repository.Relative);

        strangers.Should().BeEmpty($"{project} is put together with the hub by the demo command alone");
    }

    [Fact]
    public void Projects_WhenRun_StayInTheCallersFolder() =>
        XDocument.Load(Path.Combine(Repository.Root, "Directory.Build.props")).Descendants("EnableDefaultRunWorkingDirectory")
            .Should().ContainSingle("the README's paths are relative to where it is followed").Which.Value.Should().Be("false");
}
