using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Sallyport.Hub.Console.Feeds.Logs;

/// <summary>Makes lines of one container of what the kubelet sends with <c>timestamps=true</c>.</summary>
internal sealed class LogLineReader(LogSource source, LogIntake intake)
{
    private readonly ReplayGuard _guard = new();
    private DateTimeOffset _order;

    /// <summary>When to ask from when going on; null when nothing has been read.</summary>
    public DateTimeOffset? Resume => _guard.Resume;

    /// <summary>The same log is read again.</summary>
    public void Again() => _guard.Again();

    public void Take(ReadOnlySpan<byte> line, bool isCut)
    {
        if (line.EndsWith("\r"u8))
        {
            line = line[..^1];
        }

        var space = line.IndexOf((byte)' ');
        var stamp = space < 0 ? line : line[..space];
        var text = line;
        if (TryTime(stamp, out var time))
        {
            if (!_guard.IsNew(time, line))
            {
                return;
            }

            text = space < 0 ? [] : line[(space + 1)..];
        }
        else
        {
            // Not the container's own: such as the kubelet saying that it could not find the file. It belongs to what came last.
            time = _order;
        }

        _order = time > _order ? time : _order;
        var (plain, styles) = PlainText.Of(Encoding.UTF8.GetString(text));
        intake.Add(new LogLine(intake.NextNumber(), time, source, plain) { Styles = styles, IsCut = isCut, Severity = SeverityReading.Of(plain), Order = _order });
    }

    // RFC 3339 with nanoseconds: the clock here knows hundreds of them.
    private static bool TryTime(ReadOnlySpan<byte> stamp, out DateTimeOffset time)
    {
        time = default;
        if (stamp.Length is < 20 or > 40 || !Utf8Parser.TryParse(stamp[..4], out int _, out var read) || read != 4 || stamp[4] != '-')
        {
            return false;
        }

        Span<char> text = stackalloc char[stamp.Length];
        var length = Encoding.Latin1.GetChars(stamp, text);
        var dot = text.IndexOf('.');
        if (dot > 0)
        {
            var end = dot + 1;
            while (end < length && char.IsAsciiDigit(text[end]))
            {
                end++;
            }

            if (end - dot - 1 > 7)
            {
                text[end..length].CopyTo(text[(dot + 8)..]);
                length -= end - (dot + 8);
            }
        }

        return DateTimeOffset.TryParse(text[..length], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
    }
}
