using System.Buffers.Binary;
using System.Text;

namespace Sallyport.Hub.Gateway;

/// <summary>
/// The ERROR event of a watch in Kubernetes' protobuf: a length-prefixed WatchEvent whose object is a Status in the
/// <c>k8s\0</c> envelope. Written by hand, since these few fields are all that is ever needed.
/// </summary>
internal static class StatusProtobuf
{
    private const int LengthDelimited = 2;

    public static byte[] WriteWatchError(Refusal refusal)
    {
        var status = new List<byte>();
        Field(status, 1, []);
        Field(status, 2, "Failure"u8);
        Field(status, 3, Encoding.UTF8.GetBytes(refusal.Message));
        Field(status, 4, Encoding.UTF8.GetBytes(refusal.Reason));
        status.Add(6 << 3);
        Varint(status, refusal.Code);

        var typeMeta = new List<byte>();
        Field(typeMeta, 1, "v1"u8);
        Field(typeMeta, 2, "Status"u8);

        var envelope = new List<byte>("k8s\0"u8.ToArray());
        Field(envelope, 1, typeMeta.ToArray());
        Field(envelope, 2, status.ToArray());

        var rawExtension = new List<byte>();
        Field(rawExtension, 1, envelope.ToArray());

        var watchEvent = new List<byte>();
        Field(watchEvent, 1, "ERROR"u8);
        Field(watchEvent, 2, rawExtension.ToArray());

        var framed = new byte[4 + watchEvent.Count];
        BinaryPrimitives.WriteInt32BigEndian(framed, watchEvent.Count);
        watchEvent.CopyTo(framed, 4);
        return framed;
    }

    private static void Field(List<byte> to, int number, ReadOnlySpan<byte> value)
    {
        to.Add((byte)((number << 3) | LengthDelimited));
        Varint(to, value.Length);
        to.AddRange(value);
    }

    private static void Varint(List<byte> to, int value)
    {
        var rest = (uint)value;
        while (rest >= 0x80)
        {
            to.Add((byte)(rest | 0x80));
            rest >>= 7;
        }

        to.Add((byte)rest);
    }
}
