using System.Collections.Immutable;
using System.Text;

namespace Sallyport.Hub.Console.Feeds.Logs;

/// <summary>
/// Takes the escape sequences out of a line: colours become data, everything else is gone. So are control characters and
/// those that turn the direction of writing, by which a line could look like another.
/// </summary>
internal static class PlainText
{
    private const char Escape = '\u001b';

    public static (string Text, ImmutableArray<TextStyle> Styles) Of(string line)
    {
        if (!line.AsSpan().ContainsAnyExceptInRange(' ', '~') || !line.Any(static c => IsHidden(c)))
        {
            return (line, []);
        }

        var text = new StringBuilder(line.Length);
        var styles = ImmutableArray.CreateBuilder<TextStyle>();
        var pen = default(Pen);
        var since = 0;
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (c is Escape or '\u009b')
            {
                var isColour = Skip(line, ref i, out var parameters);
                if (isColour)
                {
                    Close(styles, pen, since, text.Length);
                    since = text.Length;
                    pen = pen.With(parameters);
                }
            }
            else if (!IsHidden(c))
            {
                text.Append(c);
            }
        }

        Close(styles, pen, since, text.Length);
        return (text.ToString(), styles.DrainToImmutable());
    }

    private static bool IsHidden(char c) =>
        (char.IsControl(c) && c != '\t') || c is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') or '\u200e' or '\u200f' or '\u061c' or '\u2028' or '\u2029';

    private static void Close(ImmutableArray<TextStyle>.Builder styles, Pen pen, int since, int now)
    {
        if (now > since && pen != default)
        {
            styles.Add(new TextStyle(since, now - since, pen.Foreground, pen.Background, pen.Bold, pen.Faint, pen.Underlined));
        }
    }

    /// <summary>Moves to the last character of an escape sequence (ECMA-48); true where it is one of SGR, which sets colours.</summary>
    private static bool Skip(string line, ref int i, out ReadOnlySpan<char> parameters)
    {
        parameters = default;
        if (line[i] == Escape)
        {
            if (i + 1 >= line.Length)
            {
                return false;
            }

            i++;
            if (line[i] is ']' or 'P' or 'X' or '^' or '_')
            {
                SkipString(line, ref i);
                return false;
            }

            if (line[i] != '[')
            {
                while (i + 1 < line.Length && line[i] is >= ' ' and <= '/')
                {
                    i++;
                }

                return false;
            }
        }

        var start = i + 1;
        for (i = start; i < line.Length; i++)
        {
            if (line[i] is >= '@' and <= '~')
            {
                parameters = line.AsSpan(start, i - start);
                return line[i] == 'm';
            }

            if (line[i] is < ' ' or > '~')
            {
                // It is broken off: what ends it is looked at by itself.
                i--;
                return false;
            }
        }

        return false;
    }

    // Up to BEL or ESC \: titles, links, clipboards.
    private static void SkipString(string line, ref int i)
    {
        while (++i < line.Length)
        {
            if (line[i] is '\u0007' or '\u009c')
            {
                return;
            }

            if (line[i] == Escape)
            {
                i += i + 1 < line.Length && line[i + 1] == '\\' ? 1 : 0;
                return;
            }
        }
    }

    private readonly record struct Pen(byte? Foreground, byte? Background, bool Bold, bool Faint, bool Underlined)
    {
        public Pen With(ReadOnlySpan<char> parameters)
        {
            var pen = this;
            var codes = new List<int>();
            foreach (var range in parameters.SplitAny(';', ':'))
            {
                codes.Add(int.TryParse(parameters[range], out var code) ? code : 0);
            }

            for (var i = 0; i < codes.Count; i++)
            {
                var of = codes[i];
                if (of is 38 or 48)
                {
                    // One of 256 colours, of which sixteen are known here; or red, green and blue, which are not.
                    var known = i + 2 < codes.Count && codes[i + 1] == 5 && codes[i + 2] is >= 0 and < 16 ? (byte?)codes[i + 2] : null;
                    pen = of == 38 ? pen with { Foreground = known } : pen with { Background = known };
                    i += i + 1 < codes.Count && codes[i + 1] == 2 ? 4 : 2;
                    continue;
                }

                pen = pen.With(of);
            }

            return pen;
        }

        private Pen With(int code) => code switch
        {
            0 => default,
            1 => this with { Bold = true },
            2 => this with { Faint = true },
            4 => this with { Underlined = true },
            22 => this with { Bold = false, Faint = false },
            24 => this with { Underlined = false },
            >= 30 and <= 37 => this with { Foreground = (byte)(code - 30) },
            39 => this with { Foreground = null },
            >= 40 and <= 47 => this with { Background = (byte)(code - 40) },
            49 => this with { Background = null },
            >= 90 and <= 97 => this with { Foreground = (byte)(code - 82) },
            >= 100 and <= 107 => this with { Background = (byte)(code - 92) },
            _ => this,
        };
    }
}
