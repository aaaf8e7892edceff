using System.Buffers;
using System.Text;

namespace Sallyport.Access.Requests;

/// <summary>Writes the canonical request target: every character that is not plain is escaped by us, in one way.</summary>
internal ref struct TargetWriter(Span<char> memory)
{
    private static readonly SearchValues<char> PlainInPath = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:@$&+,=");

    private static readonly SearchValues<char> PlainInQuery = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~");

    private Span<char> _memory = memory;
    private char[]? _rented;
    private int _length;
    private bool _inQuery;

    /// <summary>Where the writing stands, to take a part of it out again with <see cref="Since"/>.</summary>
    public readonly int Position => _length;

    public readonly string Since(int position) => _memory[position.._length].ToString();

    public void Segment(ReadOnlySpan<char> plain)
    {
        Append('/');
        Append(plain);
    }

    public void EscapedSegment(ReadOnlySpan<char> text)
    {
        Append('/');
        Escape(text, PlainInPath);
    }

    public void Slash() => Append('/');

    public void Parameter(QueryParameter parameter)
    {
        Append(_inQuery ? '&' : '?');
        _inQuery = true;
        Append(parameter.Key);
        Append('=');
        Escape(parameter.Value, PlainInQuery);
    }

    /// <summary>A query that is not ours to read, already in canonical form.</summary>
    public void CanonicalQuery(ReadOnlySpan<char> query)
    {
        Append('?');
        Append(query);
    }

    /// <summary>What was written; the client's own string where that was canonical already. Ends the writer.</summary>
    public string Finish(string raw)
    {
        var written = _memory[.._length];
        var target = written.SequenceEqual(raw) ? raw : written.ToString();
        Dispose();
        return target;
    }

    public void Dispose()
    {
        if (_rented is not null)
        {
            ArrayPool<char>.Shared.Return(_rented, clearArray: true);
            _rented = null;
        }
    }

    private void Escape(ReadOnlySpan<char> text, SearchValues<char> plain)
    {
        while (true)
        {
            var next = text.IndexOfAnyExcept(plain);
            if (next < 0)
            {
                Append(text);
                return;
            }

            Append(text[..next]);
            Rune.DecodeFromUtf16(text[next..], out var rune, out var read);
            Escape(rune);
            text = text[(next + read)..];
        }
    }

    private void Escape(Rune rune)
    {
        Span<byte> bytes = stackalloc byte[4];
        var count = rune.EncodeToUtf8(bytes);
        foreach (var b in bytes[..count])
        {
            Append('%');
            Append(Hex(b >> 4));
            Append(Hex(b & 15));
        }
    }

    private static char Hex(int digit) => (char)(digit < 10 ? '0' + digit : 'A' + digit - 10);

    private void Append(char c)
    {
        Reserve(1);
        _memory[_length++] = c;
    }

    private void Append(ReadOnlySpan<char> text)
    {
        Reserve(text.Length);
        text.CopyTo(_memory[_length..]);
        _length += text.Length;
    }

    private void Reserve(int more)
    {
        if (_length + more <= _memory.Length)
        {
            return;
        }

        var larger = ArrayPool<char>.Shared.Rent(Math.Max(_length + more, _memory.Length * 2));
        _memory[.._length].CopyTo(larger);
        Dispose();
        _memory = _rented = larger;
    }
}
