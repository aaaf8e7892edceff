using System.Globalization;
using System.Text.RegularExpressions;

namespace Sallyport.Architecture.Tests.Attacks;

/// <summary>A test that says which rows of the catalogue it holds.</summary>
/// <param name="Place">The part of Sallyport whose tests it is among, and its class.</param>
/// <param name="Method">The test.</param>
/// <param name="Rows">The rows.</param>
internal sealed record HoldingTest(string Place, string Method, IReadOnlyList<int> Rows);

/// <summary>
/// Which tests hold which rows, read from the attributes in the tests' sources: one project cannot load the others, and an
/// attribute that compiles stands on a method that is there.
/// </summary>
internal static partial class HeldRows
{
    public static IReadOnlyList<HoldingTest> Find() => [.. Repository.SourceFiles("tests")
        .Where(file => Repository.Relative(file).Split('/')[1].EndsWith(".Tests", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .SelectMany(In)];

    private static IEnumerable<HoldingTest> In(string file)
    {
        var part = Repository.Relative(file).Split('/')[1]["Sallyport.".Length..^".Tests".Length];
        var type = "";
        var attributes = new List<string>();
        foreach (var line in File.ReadLines(file).Select(line => line.Trim()))
        {
            if (Class().Match(line) is { Success: true } declared)
            {
                type = declared.Groups[1].Value;
            }

            if (line.StartsWith('['))
            {
                attributes.Add(line);
            }
            else if (Method().Match(line) is { Success: true } method)
            {
                if (Rows(attributes) is { Count: > 0 } rows)
                {
                    attributes.Should().Contain(a => a.StartsWith("[Fact", StringComparison.Ordinal) || a.StartsWith("[Theory", StringComparison.Ordinal),
                        "{0}.{1} says that it holds rows", type, method.Groups[1].Value);
                    yield return new HoldingTest($"{part}: {type}", method.Groups[1].Value, rows);
                }

                attributes.Clear();
            }
        }
    }

    private static List<int> Rows(IReadOnlyList<string> attributes) => [.. attributes.SelectMany(attribute =>
        RowAttribute().Match(attribute) is { Success: true } rows
            ? rows.Groups[1].Value.Split(',').Select(row => int.Parse(row, CultureInfo.InvariantCulture))
            : TableAttribute().Match(attribute) is { Success: true } table ? Table(table.Groups[1].Value) : [])];

    private static IEnumerable<int> Table(string name)
    {
        var type = typeof(Testing.Catalogue.AttackCatalogue).Assembly.GetTypes().Single(type => type.Name == name);
        return ((IEnumerable<int>)type.GetProperty("Rows")!.GetValue(null)!).Distinct();
    }

    [GeneratedRegex(@"\bclass (\w+)")]
    private static partial Regex Class();

    [GeneratedRegex(@"^(?:public|internal) (?:async )?(?:Task|ValueTask|void) (\w+)\(")]
    private static partial Regex Method();

    [GeneratedRegex(@"^\[CatalogueRow\(([\d, ]+)\)\]")]
    private static partial Regex RowAttribute();

    [GeneratedRegex(@"^\[CatalogueTable\(typeof\((\w+)\)\)\]")]
    private static partial Regex TableAttribute();
}
