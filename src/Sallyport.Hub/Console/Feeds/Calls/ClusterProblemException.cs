namespace Sallyport.Hub.Console.Feeds.Calls;

/// <summary>A call to a cluster brought nothing.</summary>
/// <param name="problem">Why.</param>
/// <param name="inner">The fault below it, if any.</param>
public sealed class ClusterProblemException(ClusterProblem problem, Exception? inner = null) : Exception(problem?.Message, inner)
{
    /// <summary>Why.</summary>
    public ClusterProblem Problem { get; } = problem!;
}
