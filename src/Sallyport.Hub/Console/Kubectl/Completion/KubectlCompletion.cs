using System.Collections.Immutable;

namespace Sallyport.Hub.Console.Kubectl.Completion;

/// <summary>What may stand where the cursor is.</summary>
/// <param name="Start">Where in the line that which is to be replaced begins.</param>
/// <param name="Candidates">What may stand there, in order.</param>
/// <param name="More">Whether there are more than these.</param>
public sealed record KubectlCompletion(int Start, ImmutableArray<string> Candidates, bool More);
