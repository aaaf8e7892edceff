namespace Sallyport.Hub.Gateway;

/// <summary>A DNS-1123 label: what cluster names are made of.</summary>
internal static class DnsLabel
{
    private const int Longest = 63;

    public static bool IsValid(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text.Length > Longest || text[0] == '-' || text[^1] == '-')
        {
            return false;
        }

        foreach (var c in text)
        {
            if (!(char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
            {
                return false;
            }
        }

        return true;
    }
}
