using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

// In process: the generated project of the default toolchain would have to restore under this repository's lock files.
// Many short iterations: where a machine is shared, the least of them is the one that nothing disturbed.
var job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance)
    .WithWarmupCount(6).WithIterationCount(25).WithIterationTime(TimeInterval.FromMilliseconds(60));
var config = DefaultConfig.Instance.AddJob(job).AddColumn(StatisticColumn.Min, StatisticColumn.Median);
BenchmarkSwitcher.FromAssembly(typeof(Sallyport.Benchmarks.DecideBenchmarks).Assembly).Run(args, config);
