using System.Buffers;
using System.Text;

namespace Sallyport.Demo.Discovery;

/// <summary>Writes protobuf messages, as far as an OpenAPI document needs it.</summary>
internal sealed class ProtobufWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();

    public void Text(int field, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            Bytes(field, Encoding.UTF8.GetBytes(text));
        }
    }

    public void Message(int field, ProtobufWriter message) => Bytes(field, message.ToArray());

    private void Bytes(int field, byte[] content)
    {
        Varint(((ulong)field << 3) | 2);
        Varint((ulong)content.Length);
        _bytes.Write(content);
    }

    private void Varint(ulong value)
    {
        while (value > 127)
        {
            _bytes.Write([(byte)(value | 128)]);
            value >>= 7;
        }

        _bytes.Write([(byte)value]);
    }
}
