namespace Sallyport.Architecture.Tests.Attacks;

/// <summary>Every row of the catalogue is held by a test, or says why it is not.</summary>
public sealed class AttackCatalogueTests
{
    private static readonly IReadOnlyList<HoldingTest> Held = HeldRows.Find();

    [Fact]
    public void Rows_All_AreTestedOrExplainedAndNotBoth()
    {
        var tested = Held.SelectMany(test => test.Rows).ToHashSet();

        string.Join('\n', AttackCatalogue.Rows.Where(row => row.Untested is null && !tested.Contains(row.Number)).Select(row => $"{row.Number}: {row.What}"))
            .Should().BeEmpty("a row without a test says why");
        string.Join('\n', AttackCatalogue.Rows.Where(row => row.Untested is not null && tested.Contains(row.Number)).Select(row => $"{row.Number}: {row.Untested}"))
            .Should().BeEmpty("a row that is tested needs no excuse");
        TestContext.Current.TestOutputHelper!.WriteLine(AttacksDocument.Counts(Held));
    }

    [Fact]
    public void Rows_All_HaveNumbersOfTheirOwnInOrder() =>
        AttackCatalogue.Rows.Select(row => row.Number).Should().OnlyHaveUniqueItems().And.BeInAscendingOrder().And.HaveCount(214);

    [Fact]
    public void Tests_ThatHoldRows_NameOnesThatAreThere()
    {
        var known = AttackCatalogue.Rows.Select(row => row.Number).ToHashSet();

        Held.SelectMany(test => test.Rows.Where(row => !known.Contains(row)).Select(row => $"{test.Place}.{test.Method}: {row}"))
            .Should().BeEmpty();
    }

    [Fact]
    public void AttacksDocument_InTheRepository_IsWhatTheTestsSay()
    {
        var path = Path.Combine(Repository.Root, "docs", "attacks.md");
        var written = AttacksDocument.Write(Held);
        if (Environment.GetEnvironmentVariable("SALLYPORT_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, written);
        }

        File.Exists(path).Should().BeTrue("docs/attacks.md is written by running this test with SALLYPORT_UPDATE_GOLDEN=1");
        File.ReadAllText(path).Should().Be(
            written, "docs/attacks.md is generated from the catalogue and the tests; run this test with SALLYPORT_UPDATE_GOLDEN=1 to write it anew");
    }

    /// <summary>TestServer and HttpClient read or rewrite a target before anything of ours sees it.</summary>
    [Fact]
    [CatalogueRow(240)]
    public void Tests_All_AskRealServers()
    {
        string[] standIns = ["Microsoft.AspNetCore.TestHost", "WebApplicationFactory", "UseTestServer"];

        Repository.SourceFiles("tests")
            .Where(file => !file.EndsWith($"{nameof(AttackCatalogueTests)}.cs", StringComparison.Ordinal))
            .Where(file => File.ReadLines(file).Any(line => standIns.Any(standIn => line.Contains(standIn, StringComparison.Ordinal))))
            .Select(Repository.Relative)
            .Should().BeEmpty();
    }
}
