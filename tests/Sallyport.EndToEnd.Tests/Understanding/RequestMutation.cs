namespace Sallyport.EndToEnd.Tests.Understanding;

/// <summary>The small changes by which one server's reading of a target parts from another's.</summary>
internal sealed class RequestMutation(Random random)
{
    private static readonly string[] Separators = ["%2F", "%2f", "%252F", "%255c", "%5C", "\\", "%5c", "//", "/%2F", "%u002f"];
    private static readonly string[] Dots = ["/.", "/..", "/%2e", "/%2e%2e", "/.%2E", "/x/..", "/...", "/./", "/%252e"];
    private static readonly string[] Ends =
    [
        "/", "//", "///", "/.", "/..", "%2F", "%20", "%00", "%0a", "%09", "#x", "#", ";x=1", ";", "%3B", "%3F", "%23x", ".", "~", "?", "??", "&",
        "/status", "/exec", "/proxy",
    ];

    private static readonly string[] Insertions =
    [
        "%zz", "%", "%c0%af", "%ff", "\u00e9", "\u007f", "+", "'", "\"", "<", "|", "^", "`", "{", "}", "[", "]", "@", ":", ",", "!", "$", "&", "=",
        "(", ")", "*", "%E2%80%AE", "%E2%80%8B", "%EF%BC%8F", "%C2%A0", "%0D%0A", " ", "\t", "\u0001", "\u00a0", "\u00ff",
    ];

    /// <summary>The line as it is, or changed in one or more places.</summary>
    public RequestLine Apply(RequestLine line)
    {
        var target = line.Target;
        while (target.Length is > 1 and < 4000 && random.NextDouble() < 0.3)
        {
            target = Once(target);
        }

        return line with { Target = target };
    }

    private string Once(string target)
    {
        var at = random.Next(target.Length);
        var slash = target.LastIndexOf('/', at);
        slash = slash < 0 ? 0 : slash;
        return random.Next(18) switch
        {
            0 => target[..slash] + One(Separators) + target[(slash + 1)..],
            1 => target.Insert(slash, "/"),
            2 => target.Insert(slash, One(Dots)),
            3 => target + One(Ends),
            4 => target[..at] + $"%{(int)target[at]:x2}" + target[(at + 1)..],
            5 => target[..at] + $"%{(int)target[at]:X2}" + target[(at + 1)..],
            6 => target.Insert(at, One(Insertions)),
            7 => "/" + target,
            8 => target.ToUpperInvariant(),
            9 => target[..at] + Swapped(target[at]) + target[(at + 1)..],
            10 => target[..slash] + target[Math.Min(at + 1, target.Length)..],
            11 => One(["https://localhost", "http://127.0.0.1:1", "https:", "//other"]) + target,
            12 => target.Insert(slash, ";v=1"),
            13 => target[..at],
            14 => target.Insert(at, target[slash..]),
            15 => target[..at] + $"%25{(int)target[at]:X2}" + target[(at + 1)..],
            16 => target.Insert(at, ((char)random.Next(1, 256)).ToString()).Replace('\r', 'r').Replace('\n', 'n'),
            _ => target.Replace("/api/", "/apis/", StringComparison.Ordinal),
        };
    }

    private static char Swapped(char c) => char.IsAsciiLetterUpper(c) ? char.ToLowerInvariant(c) : char.ToUpperInvariant(c);

    private string One(string[] among) => among[random.Next(among.Length)];
}
