using System.Buffers.Binary;
using System.Text;

namespace Sallyport.Consoles.Circuits;

/// <summary>The texts in a batch of changes to a page. A batch ends with the places of its five tables, the texts' the last of them.</summary>
internal static class RenderBatch
{
    public static IEnumerable<string> Texts(ReadOnlyMemory<byte> batch)
    {
        var table = Number(batch, batch.Length - sizeof(int));
        for (var place = table; place < batch.Length - (5 * sizeof(int)); place += sizeof(int))
        {
            yield return Text(batch.Span[Number(batch, place)..]);
        }
    }

    private static int Number(ReadOnlyMemory<byte> batch, int place) => BinaryPrimitives.ReadInt32LittleEndian(batch.Span[place..]);

    private static string Text(ReadOnlySpan<byte> text)
    {
        var length = Framing.ReadLength(text, out var used);
        return Encoding.UTF8.GetString(text.Slice(used, length));
    }
}
