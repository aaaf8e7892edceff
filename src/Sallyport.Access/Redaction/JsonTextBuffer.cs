using System.Text;
using System.Text.Unicode;

namespace Sallyport.Access.Redaction;

/// <summary>One text on its way in, run by run and escape by escape: gathered where it is wanted, counted where it is not.</summary>
internal sealed class JsonTextBuffer
{
    private readonly ByteBuffer _kept = new(RedactionLimits.TextLength);
    private bool _keep;
    private int _hexDigits;
    private int _codeUnit;
    private int _highSurrogate;

    /// <summary>Whether an escape has begun and not ended.</summary>
    public bool InEscape { get; private set; }

    /// <summary>The characters of a text that is not kept, but for <c>=</c>; of base64 they tell how long the value is.</summary>
    public long Digits { get; private set; }

    public void Begin(bool keep)
    {
        _keep = keep;
        _highSurrogate = 0;
        Digits = 0;
        _kept.Clear();
    }

    public void Run(ReadOnlySpan<byte> run)
    {
        if (run.IsEmpty)
        {
            return;
        }

        if (_keep)
        {
            RefuseLoneSurrogate();
            _kept.Append(run);
        }
        else
        {
            Digits += run.Length - run.Count((byte)'=');
        }
    }

    public void BeginEscape()
    {
        InEscape = true;
        _hexDigits = 0;
        _codeUnit = 0;
    }

    public void Escape(byte next)
    {
        if (_hexDigits > 0)
        {
            _codeUnit = (_codeUnit << 4) | Hex(next);
            if (--_hexDigits == 0)
            {
                InEscape = false;
                Add(_codeUnit);
            }

            return;
        }

        if (next == (byte)'u')
        {
            _hexDigits = 4;
            return;
        }

        InEscape = false;
        Add(next switch
        {
            (byte)'"' or (byte)'\\' or (byte)'/' => next,
            (byte)'b' => '\b',
            (byte)'f' => '\f',
            (byte)'n' => '\n',
            (byte)'r' => '\r',
            (byte)'t' => '\t',
            _ => throw NotJson(),
        });
    }

    /// <summary>The text, of which the given run is the last; empty when it is not kept.</summary>
    public ReadOnlySpan<byte> End(ReadOnlySpan<byte> last)
    {
        if (!_keep)
        {
            Run(last);
            return default;
        }

        RefuseLoneSurrogate();
        if (_kept.Length > 0)
        {
            _kept.Append(last);
            last = _kept.Span;
        }

        if (last.Length > RedactionLimits.TextLength)
        {
            throw new RedactionException("It is longer than anything that Kubernetes stores.");
        }

        return Utf8.IsValid(last) ? last : throw NotText();
    }

    private void Add(int unit)
    {
        if (!_keep)
        {
            Digits += unit == '=' ? 0 : 1;
            return;
        }

        if (char.IsHighSurrogate((char)unit))
        {
            RefuseLoneSurrogate();
            _highSurrogate = unit;
            return;
        }

        var low = char.IsLowSurrogate((char)unit);
        if (low != (_highSurrogate > 0))
        {
            throw NotText();
        }

        var rune = low ? new Rune((char)_highSurrogate, (char)unit) : new Rune(unit);
        _highSurrogate = 0;
        _kept.Advance(rune.EncodeToUtf8(_kept.Grow(4)));
    }

    private void RefuseLoneSurrogate()
    {
        if (_highSurrogate > 0)
        {
            throw NotText();
        }
    }

    private static int Hex(byte digit) => digit switch
    {
        >= (byte)'0' and <= (byte)'9' => digit - '0',
        >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => digit - 'A' + 10,
        _ => throw NotJson(),
    };

    private static RedactionException NotJson() => new("It is not JSON.");

    private static RedactionException NotText() => new("It has a text that is not Unicode.");
}
