using System.Buffers;
using System.Text.Json;

namespace Sallyport.Hub.Console.Feeds.Listing;

/// <summary>
/// Reads one page of a list as it comes in: object by object, so that a page of megabytes takes no more memory than its
/// largest object.
/// </summary>
internal sealed class ListPage(IPageReader reader) : IDisposable
{
    private const int Chunk = 64 << 10;
    private const int Largest = 16 << 20;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(Chunk);
    private int _filled;
    private JsonReaderState _state;
    private bool _inItems;
    private ListMetadata _metadata = ListMetadata.None;

    /// <summary>Reads to the end of the body.</summary>
    public async Task<ListMetadata> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_filled == _buffer.Length)
            {
                Grow();
            }

            var read = await body.ReadAsync(_buffer.AsMemory(_filled), cancellationToken);
            _filled += read;
            var consumed = Parse(_buffer.AsSpan(0, _filled), read == 0);
            if (read == 0)
            {
                return _metadata;
            }

            _buffer.AsSpan(consumed, _filled - consumed).CopyTo(_buffer);
            _filled -= consumed;
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private int Parse(ReadOnlySpan<byte> json, bool isLast)
    {
        var at = new Utf8JsonReader(json, isLast, _state);
        while (true)
        {
            var before = at;
            if (!at.Read() || !Take(ref at, json))
            {
                // What is not whole yet is read again when more of it is there.
                _state = before.CurrentState;
                return (int)before.BytesConsumed;
            }
        }
    }

    private bool Take(ref Utf8JsonReader at, ReadOnlySpan<byte> json)
    {
        if (_inItems)
        {
            if (at.TokenType == JsonTokenType.EndArray)
            {
                _inItems = false;
                return true;
            }

            if (!Whole(ref at, json, out var item))
            {
                return false;
            }

            reader.Item(item);
            return true;
        }

        return at.TokenType != JsonTokenType.PropertyName || TakeMember(ref at, json);
    }

    private bool TakeMember(ref Utf8JsonReader at, ReadOnlySpan<byte> json)
    {
        var name = at.ValueSpan;
        if (!at.Read())
        {
            return false;
        }

        if (name.SequenceEqual(reader.Items) && at.TokenType == JsonTokenType.StartArray)
        {
            _inItems = true;
            return true;
        }

        if (!Whole(ref at, json, out var value))
        {
            return false;
        }

        if (name.SequenceEqual("metadata"u8))
        {
            _metadata = ListMetadata.Read(value);
        }
        else
        {
            reader.Member(name, value);
        }

        return true;
    }

    private static bool Whole(ref Utf8JsonReader at, ReadOnlySpan<byte> json, out ReadOnlySpan<byte> value)
    {
        var start = (int)at.TokenStartIndex;
        var whole = at.TrySkip();
        value = whole ? json[start..(int)at.BytesConsumed] : default;
        return whole;
    }

    private void Grow()
    {
        if (_buffer.Length >= Largest)
        {
            throw new JsonException("One object of the list is larger than Kubernetes allows.");
        }

        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.AsSpan(0, _filled).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
