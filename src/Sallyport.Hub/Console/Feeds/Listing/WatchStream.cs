using System.Buffers;
using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;

namespace Sallyport.Hub.Console.Feeds.Listing;

/// <summary>Reads a watch: one event a line.</summary>
internal sealed class WatchStream(string cluster, IListReader reader) : IDisposable
{
    private const int Chunk = 32 << 10;
    private const int Largest = 16 << 20;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(Chunk);
    private int _filled;

    /// <summary>The version of the last event: where to go on from.</summary>
    public string Version { get; private set; } = "";

    /// <summary>Reads to the end of the body. An ERROR event is thrown, as the <see cref="ClusterProblemException"/> it is.</summary>
    public async Task ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_filled == _buffer.Length)
            {
                Grow();
            }

            var read = await body.ReadAsync(_buffer.AsMemory(_filled), cancellationToken);
            if (read == 0)
            {
                return;
            }

            _filled += read;
            Consume(_filled - read);
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private void Consume(int searched)
    {
        var start = 0;
        try
        {
            while (_buffer.AsSpan(searched, _filled - searched).IndexOf((byte)'\n') is >= 0 and var end)
            {
                Event(_buffer.AsSpan(start, searched + end - start));
                start = searched = searched + end + 1;
            }
        }
        finally
        {
            // What was read before an event that ends it has happened.
            reader.Flush();
        }

        _buffer.AsSpan(start, _filled - start).CopyTo(_buffer);
        _filled -= start;
    }

    private void Event(ReadOnlySpan<byte> line)
    {
        if (line.Trim("\r \t"u8).IsEmpty)
        {
            return;
        }

        var at = new Utf8JsonReader(line);
        string? type = null;
        ReadOnlySpan<byte> item = default;
        at.Read();
        while (at.Read() && at.TokenType == JsonTokenType.PropertyName)
        {
            if (at.ValueTextEquals("type"u8))
            {
                type = JsonText.ReadValue(ref at);
            }
            else if (at.ValueTextEquals("object"u8))
            {
                item = JsonText.Slice(ref at, line);
            }
            else
            {
                at.Skip();
            }
        }

        Version = type switch
        {
            "ERROR" => throw new ClusterProblemException(StatusReading.Read(cluster, 500, item) with { EndedWatch = true }),
            "ADDED" or "MODIFIED" => reader.Event(WatchEventKind.Present, item),
            "DELETED" => reader.Event(WatchEventKind.Deleted, item),
            "BOOKMARK" => reader.Event(WatchEventKind.Bookmark, item),
            _ => null,
        } ?? Version;
    }

    private void Grow()
    {
        if (_buffer.Length >= Largest)
        {
            throw new JsonException("One event of the watch is larger than Kubernetes allows.");
        }

        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.AsSpan(0, _filled).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
