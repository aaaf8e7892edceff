using System.Text;
using Sallyport.Testing.Catalogue;

namespace Sallyport.Architecture.Tests.Attacks;

/// <summary>docs/attacks.md: every row, what it gets, and which tests hold it.</summary>
internal static class AttacksDocument
{
    public static string Write(IReadOnlyList<HoldingTest> held)
    {
        var page = new StringBuilder(Introduction).AppendLine().AppendLine(Counts(held));
        foreach (var (title, rows) in AttackCatalogue.Parts)
        {
            page.AppendLine().AppendLine($"## {title}").AppendLine()
                .AppendLine("| row | attack | answer | held by |").AppendLine("|---|---|---|---|");
            foreach (var row in rows)
            {
                page.AppendLine($"| {row.Number} | {row.What} | {Answer(row)} | {By(row, held)} |");
            }
        }

        return page.ToString().ReplaceLineEndings("\n");
    }

    /// <summary>How many rows there are of each kind, in one sentence.</summary>
    public static string Counts(IReadOnlyList<HoldingTest> held)
    {
        var tests = held.SelectMany(test => test.Rows).ToHashSet();
        var tested = AttackCatalogue.Rows.Where(row => tests.Contains(row.Number)).ToList();
        int Of(params Answer[] answers) => tested.Count(row => answers.Contains(row.Answer));
        return $"{AttackCatalogue.Rows.Count()} rows, {tested.Count} of them tested: "
            + $"{Of(Testing.Catalogue.Answer.Rejected, Testing.Catalogue.Answer.Denied, Testing.Catalogue.Answer.Refused)} are refused, "
            + $"{Of(Testing.Catalogue.Answer.Contained)} go on without harm, {Of(Testing.Catalogue.Answer.Allowed)} are everyday use and work. "
            + $"{AttackCatalogue.Rows.Count() - tested.Count} are not tested, each with its reason.";
    }

    private static string Answer(AttackRow row) =>
        row.Answer.ToString().ToLowerInvariant() + (row.Note is null ? "" : $": {row.Note}");

    private static string By(AttackRow row, IReadOnlyList<HoldingTest> held) => row.Untested is { } reason
        ? $"*no test: {reason}*"
        : string.Join("<br>", held.Where(test => test.Rows.Contains(row.Number)).Select(test => test.Place).Distinct());

    private const string Introduction =
        """
        # Known attacks, and what they get

        <!-- Generated from tests/Sallyport.Testing.Catalogue and from the tests that name its rows; change those, then run
             SALLYPORT_UPDATE_GOLDEN=1 dotnet test --project tests/Sallyport.Architecture.Tests -->

        Ways past a gateway for Kubernetes that are known from advisories, from the sources of kube-apiserver and from
        trying them. A test says which rows it holds by `[CatalogueRow]`, or by `[CatalogueTable]` for a table that several
        doors are tried with.

        - **rejected**: 400 before anyone asks who may; not a byte reaches the tunnel.
        - **denied**: 403 by decision; not a byte reaches the tunnel.
        - **refused**: turned away otherwise, or the connection is closed.
        - **contained**: it goes on without what would do harm.
        - **allowed**: it looks like an attack and is everyday use.

        """;
}
