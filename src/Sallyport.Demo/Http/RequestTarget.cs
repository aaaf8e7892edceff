using System.Text;

namespace Sallyport.Demo.Http;

/// <summary>A request's path and query as Go's net/http hands them to kube-apiserver: decoded once, never cleaned.</summary>
internal sealed class RequestTarget
{
    private readonly List<(string Key, string Value)> _query;

    private RequestTarget(string path, List<(string, string)> query)
    {
        Path = path;
        _query = query;
    }

    public string Path { get; }

    public string? this[string key]
    {
        get
        {
            foreach ((string name, string value) in _query)
            {
                if (name == key)
                {
                    return value;
                }
            }

            return null;
        }
    }

    public IEnumerable<string> All(string key) => _query.Where(pair => pair.Key == key).Select(pair => pair.Value);

    /// <summary>A boolean as kube-apiserver reads it: there and not "0" or "false" is true.</summary>
    public bool Flag(string key) =>
        this[key] is { } value && value != "0" && !value.Equals("false", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the raw target; null when the path has a bad escape, which Go answers with 400.</summary>
    public static RequestTarget? Parse(string raw)
    {
        if (!raw.StartsWith('/') && raw.IndexOf("://", StringComparison.Ordinal) is > 0 and int scheme)
        {
            int slash = raw.IndexOf('/', scheme + 3);
            raw = slash < 0 ? "/" : raw[slash..];
        }

        int mark = raw.IndexOf('?', StringComparison.Ordinal);
        string? path = Decode(mark < 0 ? raw : raw[..mark], plusIsSpace: false);
        return path is null ? null : new RequestTarget(path, mark < 0 ? [] : Query(raw[(mark + 1)..]));
    }

    private static List<(string, string)> Query(string text)
    {
        List<(string, string)> pairs = [];
        foreach (string pair in text.Split('&'))
        {
            if (pair.Length == 0 || pair.Contains(';'))
            {
                continue;
            }

            string[] sides = pair.Split('=', 2);
            if (Decode(sides[0], true) is { } key && Decode(sides.Length > 1 ? sides[1] : "", true) is { } value)
            {
                pairs.Add((key, value));
            }
        }

        return pairs;
    }

    private static string? Decode(string text, bool plusIsSpace)
    {
        if (!text.Contains('%') && !(plusIsSpace && text.Contains('+')))
        {
            return text;
        }

        List<byte> bytes = new(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '%')
            {
                if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
                {
                    return null;
                }

                bytes.Add(Convert.ToByte(text.Substring(i + 1, 2), 16));
                i += 2;
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(plusIsSpace && text[i] == '+' ? " " : text[i].ToString()));
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }
}
