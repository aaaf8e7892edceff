using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Kubectl.Commands;
using Sallyport.Hub.Console.Kubectl.Completion;
using Sallyport.Hub.Console.Kubectl.Parsing;
using Sallyport.Hub.Console.Kubectl.Printing;

namespace Sallyport.Hub.Console.Kubectl;

/// <summary>
/// A kubectl without a process: each line becomes calls on the road that every client takes, as the signed-in user, and what
/// kubectl would print comes back as text. It holds the cluster and the namespace that lines without <c>--context</c> and
/// <c>-n</c> mean. One line runs at a time.
/// </summary>
/// <param name="places">What may be reached.</param>
/// <param name="cluster">The cluster that is meant at first.</param>
/// <param name="ns">The namespace that is meant at first.</param>
public sealed class KubectlTerminal(KubectlPlaces places, string cluster, string ns = "default")
{
    /// <summary>The exit code of a command that was ended with Ctrl-C.</summary>
    public const int Interrupted = 130;

    /// <summary>The longest line that is read, in characters.</summary>
    public const int LongestLine = 8 << 10;

    /// <summary>The cluster that is meant.</summary>
    public string Cluster { get; set; } = cluster;

    /// <summary>The namespace that is meant.</summary>
    public string Namespace { get; set; } = ns;

    internal KubectlPlaces Places => places;

    /// <summary>Runs one line to its end.</summary>
    /// <param name="line">What was typed; the leading <c>kubectl</c> may be left out.</param>
    /// <param name="sink">Takes what is printed.</param>
    /// <param name="cancellationToken">Ctrl-C.</param>
    /// <returns>What kubectl would exit with.</returns>
    public async Task<int> RunAsync(string line, KubectlSink sink, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(sink);
        var output = new TerminalOutput(sink, cancellationToken);
        try
        {
            if (line.Length > LongestLine)
            {
                throw new KubectlFault($"error: the line is longer than {LongestLine:N0} characters.");
            }

            return CommandLineReader.Read(WordSplitter.Split(line)) is { } read
                ? await read.Command.RunAsync(Invocation.Of(this, read, output, cancellationToken))
                : 0;
        }
        catch (KubectlFault fault)
        {
            return await EndAsync(sink, fault.Message, fault.ExitCode, cancellationToken);
        }
        catch (ClusterProblemException fault) when (!cancellationToken.IsCancellationRequested)
        {
            return await EndAsync(sink, ServerError.Text(fault.Problem), 1, cancellationToken);
        }
        catch (Exception fault) when (cancellationToken.IsCancellationRequested && fault is OperationCanceledException or ClusterProblemException or IOException)
        {
            return Interrupted;
        }
    }

    /// <summary>What may stand where the cursor is.</summary>
    /// <param name="line">The line so far.</param>
    /// <param name="cursor">Where the cursor is in it.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public Task<KubectlCompletion> CompleteAsync(string line, int cursor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(line);
        return new Completer(this).CompleteAsync(line[..Math.Clamp(cursor, 0, Math.Min(line.Length, LongestLine))], cancellationToken);
    }

    // The last words of a command are said even where its output was full.
    private static async Task<int> EndAsync(KubectlSink sink, string message, int exitCode, CancellationToken cancellationToken)
    {
        var output = new TerminalOutput(sink, cancellationToken);
        foreach (var line in message.Split('\n').Where(line => message.Length > 0))
        {
            await output.ErrorAsync(line);
        }

        return exitCode;
    }
}
