using Sallyport.Fuzzing;

namespace Sallyport.Access.Tests.Requests;

/// <summary>The second reading, which the fuzz target holds the parser against, is itself held against kube-apiserver.</summary>
public sealed class KubernetesTupleTests(ITestOutputHelper output)
{
    [Fact]
    public void ReadAsKubeApiserver_EveryOracleLine_IsWhatKubeApiserverUnderstood()
    {
        var lines = OracleLine.All()
            .Select(line => (line, Read: KubernetesTuple.ReadAsKubeApiserver(line.Method, line.Target)))
            .Where(line => line.Read is not null && line.line.Understood is not null)
            .ToList();

        output.WriteLine($"{lines.Count} lines read");
        lines.Where(line => !Same(line.Read!, line.line.Understood!))
            .Select(line => $"{line.line.Method} {line.line.Target}: {line.Read}, not {line.line.Understood}")
            .Should().BeEmpty();
        lines.Should().HaveCountGreaterThan(9_000);
    }

    // The log has the path of what is no resource as it was sent.
    private static bool Same(KubernetesTuple read, OracleTuple understood) =>
        understood with { Path = Uri.UnescapeDataString(understood.Path) } == new OracleTuple(
            read.Verb, read.Group, read.Version, read.Resource, read.Subresource, read.Namespace, read.Name, read.Path);
}
