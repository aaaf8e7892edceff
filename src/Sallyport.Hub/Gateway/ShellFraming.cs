using System.Buffers.Binary;

namespace Sallyport.Hub.Gateway;

/// <summary>
/// A shell over WebSocket, server to client. The error channel of <c>v4</c> and <c>v5.channel.k8s.io</c> is number 3 and
/// takes a Status; a close frame follows.
/// </summary>
internal sealed class WebSocketShellFraming(bool base64) : FrameCounter
{
    private const byte ErrorChannel = 3;
    private const byte Fin = 0x80;
    private bool _messageOpen;

    /// <summary>Between frames of one message nothing else may be said but control frames, so that is not "between".</summary>
    public override bool Between => base.Between && !_messageOpen;

    public override byte[] Farewell(Refusal refusal)
    {
        var status = StatusDocument.Write(refusal);
        byte[] payload = base64
            ? [(byte)'0' + ErrorChannel, .. System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(status))]
            : [ErrorChannel, .. status];
        byte[] close = [Fin | 0x8, 2, 0x03, 0xE8];
        return [.. Frame(base64 ? (byte)1 : (byte)2, payload), .. close];
    }

    protected override int HeaderLength(ReadOnlySpan<byte> read)
    {
        if (read.Length < 2)
        {
            return 2;
        }

        var mask = (read[1] & 0x80) != 0 ? 4 : 0;
        return mask + ((read[1] & 0x7F) switch { 126 => 4, 127 => 10, _ => 2 });
    }

    protected override long PayloadLength(ReadOnlySpan<byte> header)
    {
        var opcode = header[0] & 0x0F;
        if (opcode < 8)
        {
            _messageOpen = (header[0] & Fin) == 0;
        }

        return (header[1] & 0x7F) switch
        {
            126 => BinaryPrimitives.ReadUInt16BigEndian(header[2..]),
            127 => BinaryPrimitives.ReadInt64BigEndian(header[2..]) & long.MaxValue,
            var small => small,
        };
    }

    private static byte[] Frame(byte opcode, byte[] payload)
    {
        if (payload.Length < 126)
        {
            return [(byte)(Fin | opcode), (byte)payload.Length, .. payload];
        }

        return [(byte)(Fin | opcode), 126, (byte)(payload.Length >> 8), (byte)payload.Length, .. payload];
    }
}

/// <summary>
/// A shell over SPDY/3.1, server to client. Clients open the error stream first, as stream 1; a data frame with FIN on it
/// carries the Status.
/// </summary>
internal sealed class SpdyShellFraming : FrameCounter
{
    private const byte ErrorStream = 1;
    private const byte Fin = 1;

    public override byte[] Farewell(Refusal refusal)
    {
        var status = StatusDocument.Write(refusal);
        return
        [
            0, 0, 0, ErrorStream, Fin, (byte)(status.Length >> 16), (byte)(status.Length >> 8), (byte)status.Length,
            .. status,
        ];
    }

    protected override int HeaderLength(ReadOnlySpan<byte> read) => 8;

    protected override long PayloadLength(ReadOnlySpan<byte> header) => (header[5] << 16) | (header[6] << 8) | header[7];
}
