using System.Text;

namespace Sallyport.Hub.Console.Feeds.Rows;

/// <summary>
/// Gives the same text the same string: cells say <c>Running</c> or <c>1/1</c> thirty thousand times. Of fixed size; a
/// text that was crowded out is made again.
/// </summary>
internal sealed class TextPool
{
    private const int Longest = 64;
    private readonly string?[] _texts = new string?[2048];

    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length is 0 or > Longest)
        {
            return utf8.IsEmpty ? "" : Encoding.UTF8.GetString(utf8);
        }

        var hash = new HashCode();
        hash.AddBytes(utf8);
        ref var text = ref _texts[hash.ToHashCode() & (_texts.Length - 1)];
        if (text is null || !Ascii.Equals(utf8, text))
        {
            text = Encoding.UTF8.GetString(utf8);
        }

        return text;
    }
}
