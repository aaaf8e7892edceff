using System.Buffers;
using System.Text;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Logs;

namespace Sallyport.Hub.Console.Logs.Files;

/// <summary>Whole logs on their way from a cluster into a file: no more of them is held here than one piece.</summary>
internal static class LogFile
{
    private const int PieceLength = 32 << 10;

    /// <summary>The containers that have something to read.</summary>
    /// <exception cref="ClusterProblemException">The pods may not be read, or could not be.</exception>
    public static async Task<IReadOnlyList<PodContainer>> ContainersAsync(ClusterApi api, LogFileAsk ask, CancellationToken cancellationToken)
    {
        var read = await api.ReadAsync(ask.Pods, ClusterApi.Json, cancellationToken);
        return [.. (ask.Pod.Length > 0 ? [read] : read.Items("items")).SelectMany(PodContainer.Of)
            .Where(container => container.Run.Length > 0 && (ask.Container.Length == 0 || container.Name == ask.Container) && (!ask.Previous || container.Restarts > 0))];
    }

    /// <summary>Copies a log, each line behind a mark.</summary>
    /// <param name="log">The log.</param>
    /// <param name="mark">What each line begins with; empty for nothing.</param>
    /// <param name="file">Where it goes; nothing more is read while it takes nothing.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task CopyAsync(Stream log, ReadOnlyMemory<byte> mark, Stream file, CancellationToken cancellationToken)
    {
        var piece = ArrayPool<byte>.Shared.Rent(PieceLength);
        try
        {
            var begins = true;
            while (await log.ReadAsync(piece, cancellationToken) is var count and > 0)
            {
                for (var rest = piece.AsMemory(0, count); !rest.IsEmpty;)
                {
                    if (begins && !mark.IsEmpty)
                    {
                        await file.WriteAsync(mark, cancellationToken);
                    }

                    var end = mark.IsEmpty ? -1 : rest.Span.IndexOf((byte)'\n');
                    var line = end < 0 ? rest : rest[..(end + 1)];
                    await file.WriteAsync(line, cancellationToken);
                    begins = end >= 0;
                    rest = rest[line.Length..];
                }
            }

            if (!begins && !mark.IsEmpty)
            {
                await file.WriteAsync("\n"u8.ToArray(), cancellationToken);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    /// <summary>What the lines of one container among several begin with, as <c>kubectl logs --prefix</c> writes it.</summary>
    public static byte[] MarkOf(PodContainer container) => Encoding.UTF8.GetBytes($"[pod/{container.Pod}/{container.Name}] ");
}
