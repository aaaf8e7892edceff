using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Sallyport.Tunnel.Enrollment;

/// <summary>Length-prefixed JSON: four bytes, big endian, then that many of UTF-8.</summary>
internal static class MessageFraming
{
    public const int MaxLength = 64 * 1024;

    public static async Task WriteAsync<T>(
        Stream stream, T message, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(message, type);
        if (json.Length > MaxLength)
        {
            throw new InvalidDataException("The message is longer than 64 KiB.");
        }

        var frame = new byte[4 + json.Length];
        BinaryPrimitives.WriteUInt32BigEndian(frame, (uint)json.Length);
        json.CopyTo(frame.AsSpan(4));
        await stream.WriteAsync(frame, cancellationToken).ConfigureAwait(false);
        await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <exception cref="InvalidDataException">The frame is too long or no such message.</exception>
    /// <exception cref="EndOfStreamException">The peer ended before the frame did.</exception>
    public static async Task<T> ReadAsync<T>(
        Stream stream, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        var prefix = new byte[4];
        await stream.ReadExactlyAsync(prefix, cancellationToken).ConfigureAwait(false);
        var length = BinaryPrimitives.ReadUInt32BigEndian(prefix);
        if (length is 0 or > MaxLength)
        {
            throw new InvalidDataException($"The peer announced a message of {length} bytes; 1 to {MaxLength} are allowed.");
        }

        var json = new byte[length];
        await stream.ReadExactlyAsync(json, cancellationToken).ConfigureAwait(false);
        try
        {
            return JsonSerializer.Deserialize(json, type)
                ?? throw new InvalidDataException("The peer's message is empty.");
        }
        catch (JsonException)
        {
            // The parser's own message can quote the input, and that can be a token.
            throw new InvalidDataException("The peer's message is not the JSON that was expected.");
        }
    }
}
