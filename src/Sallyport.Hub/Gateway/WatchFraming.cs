using System.Buffers.Binary;

namespace Sallyport.Hub.Gateway;

/// <summary>A watch in JSON: one object a line.</summary>
internal sealed class JsonLineFraming : Framing
{
    private bool _between = true;

    public override bool Between => _between;

    public override void Advance(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.IsEmpty)
        {
            _between = bytes[^1] == (byte)'\n';
        }
    }

    public override byte[] Farewell(Refusal refusal) => StatusDocument.WriteWatchError(refusal);
}

/// <summary>A watch in protobuf: four bytes of length, then the event.</summary>
internal sealed class LengthPrefixedFraming : Framing
{
    private readonly byte[] _prefix = new byte[4];
    private int _prefixRead;
    private uint _rest;

    public override bool Between => _prefixRead == 0 && _rest == 0;

    public override void Advance(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_rest > 0)
            {
                var step = (int)Math.Min(_rest, (uint)bytes.Length);
                _rest -= (uint)step;
                bytes = bytes[step..];
                continue;
            }

            _prefix[_prefixRead++] = bytes[0];
            bytes = bytes[1..];
            if (_prefixRead == _prefix.Length)
            {
                _prefixRead = 0;
                _rest = BinaryPrimitives.ReadUInt32BigEndian(_prefix);
            }
        }
    }

    public override byte[] Farewell(Refusal refusal) => StatusProtobuf.WriteWatchError(refusal);
}
