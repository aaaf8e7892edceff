using System.Globalization;
using Sallyport.EndToEnd.Tests.Clusters;
using Sallyport.EndToEnd.Tests.Hubs;

namespace Sallyport.EndToEnd.Tests.Understanding;

/// <summary>
/// Whatever is said to the gateway, either nothing of it reaches kube-apiserver, or kube-apiserver writes into its own audit
/// log exactly what the hub decided on. <c>SALLYPORT_FUZZ_COUNT</c> and <c>SALLYPORT_FUZZ_SEED</c> make it a long run.
/// </summary>
[Collection(SharedHubCollection.Name)]
public sealed class UnderstandingTests(SharedHub shared, ITestOutputHelper output)
{
    private const int Portion = 5_000;
    private static readonly int Count = Number("SALLYPORT_FUZZ_COUNT", 1_000);
    private static readonly int Seed = Number("SALLYPORT_FUZZ_SEED", 20_202);

    [Theory]
    [InlineData("1.1")]
    [InlineData("2")]
    public async Task Line_Generated_IsRefusedOrUnderstoodAsByTheCluster(string version)
    {
        var comparison = NewComparison();
        var tally = new Dictionary<Outcome, int>();
        var wrong = new List<string>();
        foreach (var lines in Generated().Chunk(Portion))
        {
            await CompareAsync(comparison, version, lines, tally, wrong);
            TestContext.Current.SendDiagnosticMessage($"HTTP/{version}: {Said(tally)}");
        }

        output.WriteLine($"HTTP/{version}, seed {Seed}: {Said(tally)}");
        wrong.Should().BeEmpty();
        tally[Outcome.SameAsCluster].Should().BeGreaterThan(tally.Values.Sum() / 10, "a comparison of nothing would prove nothing");
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2")]
    public async Task Line_OfTheCatalogue_IsRefusedOrUnderstoodAsByTheCluster(string version)
    {
        var tally = new Dictionary<Outcome, int>();
        var wrong = new List<string>();
        await CompareAsync(NewComparison(), version, [.. CatalogueLines.All().Select(line => line.Harmless())], tally, wrong);

        output.WriteLine($"HTTP/{version}, catalogue: {Said(tally)}");
        wrong.Should().BeEmpty();
    }

    private Comparison NewComparison()
    {
        _ = shared.Real;
        return new Comparison(shared.Hub, RealCluster.Name);
    }

    private static async Task CompareAsync(
        Comparison comparison, string version, IReadOnlyList<RequestLine> lines, Dictionary<Outcome, int> tally, List<string> wrong)
    {
        foreach (var reading in await comparison.RunAsync(version, lines))
        {
            tally[reading.Outcome] = tally.GetValueOrDefault(reading.Outcome) + 1;
            if (reading.Outcome == Outcome.Mismatch)
            {
                wrong.Add(reading.ToString());
            }
        }
    }

    private static IEnumerable<RequestLine> Generated()
    {
        var random = new Random(Seed);
        var grammar = new RequestGrammar(random);
        var mutation = new RequestMutation(random);
        var catalogue = CatalogueLines.All();
        var seen = new HashSet<RequestLine>();
        while (seen.Count < Count)
        {
            var from = random.Next(5) == 0 ? catalogue[random.Next(catalogue.Count)] : grammar.Next();
            var line = mutation.Apply(from).Harmless();
            if (seen.Add(line))
            {
                yield return line;
            }
        }
    }

    private static string Said(Dictionary<Outcome, int> tally) =>
        string.Join(", ", Enum.GetValues<Outcome>().Select(outcome => $"{outcome} {tally.GetValueOrDefault(outcome)}"));

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
