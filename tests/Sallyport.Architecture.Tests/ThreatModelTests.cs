using System.Text.RegularExpressions;

namespace Sallyport.Architecture.Tests;

/// <summary>The threat model says which test holds what: every test that it names is there.</summary>
public sealed partial class ThreatModelTests
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "threat-model.md"));

    private static readonly ILookup<string, string> Sources = Repository.SourceFiles("tests")
        .ToLookup(file => Path.GetFileNameWithoutExtension(file), File.ReadAllText);

    [Fact]
    public void Tests_ThatItNames_AreThere()
    {
        var named = Lines.SelectMany(line => TestName().Matches(line)).Select(match => (Class: match.Groups[1].Value, Method: match.Groups[2].Value)).Distinct();

        named.Where(test => !Sources[test.Class].Any(source => source.Contains($" {test.Method}(", StringComparison.Ordinal) || test.Method.Length == 0))
            .Should().BeEmpty("whoever renames a test tells the threat model");
    }

    [Fact]
    public void Lessons_All_NameTheTestsThatHoldThem() =>
        Lines.SkipWhile(line => line != "## Lessons of others")
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .Skip(1)
            .Where(line => !MethodName().IsMatch(line.Split('|')[^2]))
            .Should().BeEmpty();

    [GeneratedRegex(@"`([A-Za-z0-9]+Tests)(?:\.([A-Za-z0-9_]+))?`")]
    private static partial Regex TestName();

    [GeneratedRegex(@"`[A-Za-z0-9]+Tests\.[A-Za-z0-9_]+`")]
    private static partial Regex MethodName();
}
