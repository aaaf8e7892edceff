using System.Buffers;
using MessagePack;

namespace Sallyport.Consoles.Circuits;

/// <summary>
/// A message of SignalR in MessagePack, with the types alone that Blazor's "blazorpack" knows: texts, whole numbers, truth
/// values and bytes.
/// </summary>
/// <param name="Target">What is called; null where the message calls nothing.</param>
/// <param name="Arguments">With what: <see cref="string"/>, <see cref="long"/>, <see cref="bool"/>, bytes or null.</param>
internal sealed record HubMessage(string? Target, IReadOnlyList<object?> Arguments)
{
    private const int Invocation = 1;
    private const int Ping = 6;
    private const int Close = 7;

    /// <summary>Keeps the connection.</summary>
    public static ReadOnlyMemory<byte> Alive { get; } = new byte[] { 2, 0x91, Ping };

    /// <summary>Whether the hub ends the connection by it.</summary>
    public bool Ends { get; private init; }

    /// <summary>Writes a call, with its length before it.</summary>
    /// <param name="id">What the answer is known by; null for no answer.</param>
    /// <param name="target">What is called.</param>
    /// <param name="arguments">With what.</param>
    public static ReadOnlyMemory<byte> Call(string? id, string target, params ReadOnlySpan<object?> arguments)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        writer.WriteArrayHeader(6);
        writer.Write(Invocation);
        writer.WriteMapHeader(0);
        writer.Write(id);
        writer.Write(target);
        writer.WriteArrayHeader(arguments.Length);
        foreach (var argument in arguments)
        {
            Write(ref writer, argument);
        }

        writer.WriteArrayHeader(0);
        writer.Flush();
        var framed = new byte[buffer.WrittenCount + 5];
        var start = Framing.WriteLength(framed, buffer.WrittenCount);
        buffer.WrittenSpan.CopyTo(framed.AsSpan(start));
        return framed.AsMemory(0, start + buffer.WrittenCount);
    }

    /// <summary>Reads a message, whose length was read before.</summary>
    public static HubMessage Read(ReadOnlyMemory<byte> message)
    {
        var reader = new MessagePackReader(message);
        reader.ReadArrayHeader();
        var type = reader.ReadInt32();
        if (type != Invocation)
        {
            return new HubMessage(null, []) { Ends = type == Close };
        }

        reader.Skip();
        reader.Skip();
        var target = reader.ReadString();
        var arguments = new object?[reader.ReadArrayHeader()];
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = Read(ref reader);
        }

        return new HubMessage(target, arguments);
    }

    private static object? Read(ref MessagePackReader reader) => reader.NextMessagePackType switch
    {
        MessagePackType.Integer => reader.ReadInt64(),
        MessagePackType.Boolean => reader.ReadBoolean(),
        MessagePackType.String => reader.ReadString(),
        MessagePackType.Binary => reader.ReadBytes() is { } bytes ? bytes.ToArray() : null,
        MessagePackType.Nil => reader.TryReadNil() ? null : null,
        var other => throw new FormatException($"Blazor sends no {other}."),
    };

    private static void Write(ref MessagePackWriter writer, object? argument)
    {
        switch (argument)
        {
            case null:
                writer.WriteNil();
                break;
            case string text:
                writer.Write(text);
                break;
            case bool truth:
                writer.Write(truth);
                break;
            case int number:
                writer.Write(number);
                break;
            case long number:
                writer.Write(number);
                break;
            default:
                throw new ArgumentException($"Blazor takes no {argument.GetType()}.", nameof(argument));
        }
    }
}
