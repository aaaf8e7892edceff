using BenchmarkDotNet.Attributes;
using Sallyport.Access.Decisions;
using Sallyport.Scale;

namespace Sallyport.Benchmarks;

/// <summary>What it costs to compile the policy of the organization that Sallyport is made for: once a change, in every replica.</summary>
[MemoryDiagnoser]
public class CompileBenchmarks
{
    [Benchmark]
    public AccessSnapshot Compile() => AccessSnapshot.Compile(LargeOrganization.Instance.Document);
}
