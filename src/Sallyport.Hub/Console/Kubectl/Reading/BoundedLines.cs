using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Sallyport.Hub.Console.Kubectl.Reading;

/// <summary>Reads a stream line by line as it comes. Of a line that is too long, what is too much is passed over.</summary>
internal static class BoundedLines
{
    public static async IAsyncEnumerable<byte[]> ReadAsync(Stream stream, int longest, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 16 << 10, leaveOpen: true));
        var cutting = false;
        try
        {
            while (true)
            {
                var result = await reader.ReadAsync(cancellationToken);
                var buffer = result.Buffer;
                while (buffer.PositionOf((byte)'\n') is { } end)
                {
                    if (!cutting)
                    {
                        yield return Cut(buffer.Slice(0, end), longest);
                    }

                    cutting = false;
                    buffer = buffer.Slice(buffer.GetPosition(1, end));
                }

                if (buffer.Length > longest)
                {
                    if (!cutting)
                    {
                        yield return Cut(buffer, longest);
                    }

                    cutting = true;
                    buffer = buffer.Slice(buffer.End);
                }

                if (result.IsCompleted)
                {
                    if (!cutting && !buffer.IsEmpty)
                    {
                        yield return Cut(buffer, longest);
                    }

                    yield break;
                }

                reader.AdvanceTo(buffer.Start, buffer.End);
            }
        }
        finally
        {
            await reader.CompleteAsync();
        }
    }

    private static byte[] Cut(ReadOnlySequence<byte> line, int longest) => (line.Length > longest ? line.Slice(0, longest) : line).ToArray();
}
