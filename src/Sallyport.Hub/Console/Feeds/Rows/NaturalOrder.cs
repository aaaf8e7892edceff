namespace Sallyport.Hub.Console.Feeds.Rows;

/// <summary>Compares texts as people do: case aside, and digits by their value, so that <c>web-2</c> comes before <c>web-10</c>.</summary>
internal static class NaturalOrder
{
    public static int Compare(string a, string b)
    {
        if (ReferenceEquals(a, b))
        {
            return 0;
        }

        // What both begin with says nothing, but for the digits that a number begins with.
        var i = a.AsSpan().CommonPrefixLength(b);
        while (i > 0 && char.IsAsciiDigit(a[i - 1]))
        {
            i--;
        }

        var j = i;
        while (i < a.Length && j < b.Length)
        {
            if (char.IsAsciiDigit(a[i]) && char.IsAsciiDigit(b[j]))
            {
                if (CompareDigits(a, ref i, b, ref j) is var order and not 0)
                {
                    return order;
                }

                continue;
            }

            if (char.ToLowerInvariant(a[i]) - char.ToLowerInvariant(b[j]) is var difference and not 0)
            {
                return difference;
            }

            (i, j) = (i + 1, j + 1);
        }

        return (a.Length - i) - (b.Length - j) is var rest and not 0 ? rest : string.CompareOrdinal(a, b);
    }

    private static int CompareDigits(string a, ref int i, string b, ref int j)
    {
        var left = Digits(a, ref i);
        var right = Digits(b, ref j);
        return left.Length != right.Length ? left.Length - right.Length : left.SequenceCompareTo(right);
    }

    private static ReadOnlySpan<char> Digits(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return text.AsSpan(start, at - start).TrimStart('0');
    }
}
