using System.Buffers;
using System.Runtime.CompilerServices;

namespace Sallyport.Access.Redaction;

/// <summary>
/// Reads JSON (RFC 8259) from chunks that may end anywhere, in constant memory: a text that nobody wants is counted and
/// forgotten as it comes, however long it is. What is not JSON to the letter is refused.
/// </summary>
/// <param name="manyRoots">Whether further values may follow the first, as in a watch.</param>
internal sealed class JsonTokenizer(bool manyRoots)
{
    private static readonly SearchValues<byte> EndsOfRun =
        SearchValues.Create([(byte)'"', (byte)'\\', .. Enumerable.Range(0, 0x20).Select(i => (byte)i)]);

    private readonly bool[] _inObject = new bool[RedactionLimits.Depth];
    private readonly JsonTextBuffer _text = new();
    private readonly byte[] _bare = new byte[RedactionLimits.BareLength];
    private Expecting _state = Expecting.Value;
    private int _depth;
    private int _bareLength;
    private bool _isName;

    private enum Expecting : byte
    {
        Value,
        ValueOrEnd,
        Name,
        NameOrEnd,
        Colon,
        CommaOrEnd,
        RestOfText,
        RestOfBare,
        End,
    }

    /// <summary>Whether the names that follow are wanted.</summary>
    public bool KeepNames { get; set; } = true;

    /// <summary>Whether the texts and numbers that follow are wanted.</summary>
    public bool KeepValues { get; set; } = true;

    /// <summary>How many base64 digits (all characters but <c>=</c>) the last text had that was not kept.</summary>
    public long Digits => _text.Digits;

    /// <summary>How deep the place is that was read to.</summary>
    public int Depth => _depth;

    /// <summary>Whether what was read is whole.</summary>
    public bool AtEnd => _depth == 0 && _state is Expecting.End or Expecting.Value;

    /// <summary>
    /// Reads on; <see cref="JsonToken.None"/> when the bytes are used up. <paramref name="text"/> is the unescaped text
    /// or the number, where wanted; it holds until the next call.
    /// </summary>
    public JsonToken Read(ref ReadOnlySpan<byte> input, out ReadOnlySpan<byte> text)
    {
        text = default;
        while (!input.IsEmpty)
        {
            if (_state == Expecting.RestOfText)
            {
                return ReadText(ref input, out text);
            }

            var next = input[0];
            if (_state == Expecting.RestOfBare)
            {
                if (IsBare(next))
                {
                    KeepBare(next);
                    input = input[1..];
                    continue;
                }

                return Bare(out text);
            }

            if (next is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
            {
                input = input[1..];
                continue;
            }

            var token = Structure(next, ref input, out text);
            if (token != JsonToken.None)
            {
                return token;
            }
        }

        return JsonToken.None;
    }

    private JsonToken Structure(byte next, ref ReadOnlySpan<byte> input, out ReadOnlySpan<byte> text)
    {
        text = default;
        switch (_state, next)
        {
            case (Expecting.Name or Expecting.NameOrEnd, (byte)'"'):
            case (Expecting.Value or Expecting.ValueOrEnd, (byte)'"'):
                _isName = _state is Expecting.Name or Expecting.NameOrEnd;
                _text.Begin(keep: _isName ? KeepNames : KeepValues);
                _state = Expecting.RestOfText;
                input = input[1..];
                return ReadText(ref input, out text);
            case (Expecting.Colon, (byte)':'):
                _state = Expecting.Value;
                input = input[1..];
                return JsonToken.None;
            case (Expecting.CommaOrEnd, (byte)','):
                _state = _inObject[_depth - 1] ? Expecting.Name : Expecting.Value;
                input = input[1..];
                return JsonToken.None;
            case (Expecting.Value or Expecting.ValueOrEnd, (byte)'{'):
                input = input[1..];
                return Open(isObject: true);
            case (Expecting.Value or Expecting.ValueOrEnd, (byte)'['):
                input = input[1..];
                return Open(isObject: false);
            case (Expecting.NameOrEnd or Expecting.CommaOrEnd, (byte)'}') when _inObject[_depth - 1]:
                input = input[1..];
                return Close(JsonToken.ObjectEnd);
            case (Expecting.ValueOrEnd or Expecting.CommaOrEnd, (byte)']') when !_inObject[_depth - 1]:
                input = input[1..];
                return Close(JsonToken.ArrayEnd);
            case (Expecting.Value or Expecting.ValueOrEnd, _) when _depth > 0 && IsBare(next):
                _bareLength = 0;
                _state = Expecting.RestOfBare;
                return JsonToken.None;
            default:
                throw NotJson();
        }
    }

    private JsonToken ReadText(ref ReadOnlySpan<byte> input, out ReadOnlySpan<byte> text)
    {
        text = default;
        while (!input.IsEmpty)
        {
            if (_text.InEscape)
            {
                _text.Escape(input[0]);
                input = input[1..];
                continue;
            }

            var end = input.IndexOfAny(EndsOfRun);
            if (end < 0)
            {
                _text.Run(input);
                input = default;
                return JsonToken.None;
            }

            var run = input[..end];
            var last = input[end];
            input = input[(end + 1)..];
            if (last == (byte)'"')
            {
                text = _text.End(run);
                if (_isName)
                {
                    _state = Expecting.Colon;
                    return JsonToken.Name;
                }

                AfterValue();
                return JsonToken.Text;
            }

            if (last != (byte)'\\')
            {
                throw NotJson();
            }

            _text.Run(run);
            _text.BeginEscape();
        }

        return JsonToken.None;
    }

    private JsonToken Open(bool isObject)
    {
        if (_depth == _inObject.Length)
        {
            throw new RedactionException("It is nested too deeply.");
        }

        _inObject[_depth++] = isObject;
        _state = isObject ? Expecting.NameOrEnd : Expecting.ValueOrEnd;
        return isObject ? JsonToken.ObjectStart : JsonToken.ArrayStart;
    }

    private JsonToken Close(JsonToken token)
    {
        _depth--;
        AfterValue();
        return token;
    }

    private void AfterValue() => _state = _depth > 0 ? Expecting.CommaOrEnd : manyRoots ? Expecting.Value : Expecting.End;

    private void KeepBare(byte next)
    {
        if (_bareLength == _bare.Length)
        {
            throw NotJson();
        }

        _bare[_bareLength++] = next;
    }

    private JsonToken Bare(out ReadOnlySpan<byte> text)
    {
        text = _bare.AsSpan(0, _bareLength);
        AfterValue();
        return text switch
        {
            _ when text.SequenceEqual("true"u8) => JsonToken.True,
            _ when text.SequenceEqual("false"u8) => JsonToken.False,
            _ when text.SequenceEqual("null"u8) => JsonToken.Null,
            _ when JsonNumber.Is(text) => JsonToken.Number,
            _ => throw NotJson(),
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsBare(byte next) =>
        next is (byte)'-' or (byte)'+' or (byte)'.' || char.IsAsciiLetterOrDigit((char)next);

    private static RedactionException NotJson() => new("It is not JSON.");
}
