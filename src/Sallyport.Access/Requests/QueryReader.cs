using System.Buffers;

namespace Sallyport.Access.Requests;

/// <summary>Reads a raw query into known keys and decoded values, in canonical order, or refuses it.</summary>
internal static class QueryReader
{
    // What clients leave unescaped in a query; never ';' and '#', on which servers disagree.
    private static readonly SearchValues<char> Raw = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,=:@/?%");

    // A proxied backend may separate its own parameters with ';' or write brackets.
    private static readonly SearchValues<char> RawOfBackend = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,=:@/?%;[]{}|");

    public static string? TryRead(ReadOnlySpan<char> query, QueryKeys keys, out QueryParameter[] parameters)
    {
        parameters = [];
        if (query.IsEmpty)
        {
            return null;
        }

        if (query.ContainsAnyExcept(Raw))
        {
            return RequestRefusals.QueryCharacter;
        }

        var most = query.Count('&') + 1;
        if (most > RequestLimits.MaxParameters)
        {
            return RequestRefusals.TooManyParameters;
        }

        var found = new List<(int Order, string Value)>(most);
        foreach (var range in query.Split('&'))
        {
            var pair = query[range];
            if (!pair.IsEmpty && TryReadPair(pair, keys, found) is { } refusal)
            {
                return refusal;
            }
        }

        parameters = new QueryParameter[found.Count];
        for (var i = 0; i < found.Count; i++)
        {
            parameters[i] = new QueryParameter(keys.Key(found[i].Order), found[i].Value);
        }

        return null;
    }

    /// <summary>
    /// The query of a proxied backend in canonical form: what it means is the backend's own, so only the way of writing
    /// an escape is made one. Decoding it would lose the difference between <c>%26</c> and <c>&amp;</c>.
    /// </summary>
    public static string? TryReadBackend(ReadOnlySpan<char> query, out string canonical)
    {
        canonical = "";
        if (query.ContainsAnyExcept(RawOfBackend))
        {
            return RequestRefusals.QueryCharacter;
        }

        for (var i = query.IndexOf('%'); i >= 0 && i < query.Length; i++)
        {
            if (query[i] == '%' && !PercentEncoding.IsEscape(query, i))
            {
                return RequestRefusals.BackendQueryEscape;
            }
        }

        canonical = string.Create(query.Length, query, static (written, raw) =>
        {
            raw.CopyTo(written);
            for (var i = 0; i < written.Length; i++)
            {
                if (written[i] == '%')
                {
                    written[i + 1] = char.ToUpperInvariant(written[i + 1]);
                    written[i + 2] = char.ToUpperInvariant(written[i + 2]);
                }
            }
        });
        return null;
    }

    private static string? TryReadPair(ReadOnlySpan<char> pair, QueryKeys keys, List<(int Order, string Value)> found)
    {
        var equals = pair.IndexOf('=');
        var key = equals < 0 ? pair : pair[..equals];
        if (!keys.TryFind(key, out var order))
        {
            return RequestRefusals.UnknownKey;
        }

        var raw = equals < 0 ? default : pair[(equals + 1)..];
        if (!PercentEncoding.TryDecode(raw, plusIsSpace: true, out var value))
        {
            return RequestRefusals.QueryEscape;
        }

        if (!IsValue(keys.Value(order), value))
        {
            return RequestRefusals.QueryValue;
        }

        // Keys mostly come in no order at all and few at a time: an insertion keeps equal ones in theirs.
        var at = found.Count;
        while (at > 0 && found[at - 1].Order > order)
        {
            at--;
        }

        if (at > 0 && found[at - 1].Order == order && !keys.Repeats(order))
        {
            return RequestRefusals.RepeatedKey;
        }

        found.Insert(at, (order, value));
        return null;
    }

    private static bool IsValue(QueryValue kind, string value) => kind switch
    {
        QueryValue.Number => IsNumber(value),
        QueryValue.Argument => !value.Contains('\0'),
        _ => SegmentGrammar.IsVisible(value),
    };

    private static bool IsNumber(ReadOnlySpan<char> value)
    {
        var digits = value.StartsWith('-') ? value[1..] : value;
        return digits.Length is > 0 and <= 18 && !digits.ContainsAnyExceptInRange('0', '9');
    }
}
