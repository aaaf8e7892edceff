namespace Sallyport.Fuzzing;

/// <summary>The query of a GET without a name, as kube-apiserver's <c>RequestInfo</c> reads it.</summary>
internal sealed class ListQuery
{
    private static readonly string[] Numbers = ["limit", "timeoutSeconds"];
    private readonly Dictionary<string, string> _first = new(StringComparer.Ordinal);

    public ListQuery(string query)
    {
        foreach (var pair in query.Split('&'))
        {
            var (key, value) = pair.Split('=', 2) is [var k, var v] ? (k, v) : (pair, "");
            // Go drops what it cannot read, and reads on.
            if (pair.Length > 0 && !pair.Contains(';', StringComparison.Ordinal)
                && KubernetesTuple.Unescape(key, plusIsSpace: true) is { } name
                && KubernetesTuple.Unescape(value, plusIsSpace: true) is { } text)
            {
                _first.TryAdd(name, text);
            }
        }
    }

    /// <summary>The verb and the name; null where the name hangs on whether a label selector can be read.</summary>
    public (string Verb, string Name)? Read()
    {
        var verb = _first.TryGetValue("watch", out var watch) && watch != "0" && !watch.Equals("false", StringComparison.OrdinalIgnoreCase)
            ? "watch"
            : "list";
        var broken = Numbers.Any(key => _first.TryGetValue(key, out var number) && !IsNumber(number));
        if (broken || !_first.TryGetValue("fieldSelector", out var selector) || NameIn(selector) is not { Length: > 0 } name
            || name is "." or ".." || name.Contains('/', StringComparison.Ordinal) || name.Contains('%', StringComparison.Ordinal))
        {
            return (verb, "");
        }

        return _first.ContainsKey("labelSelector") || _first.ContainsKey("shardSelector") ? null : (verb, name);
    }

    private static bool IsNumber(string text) =>
        text.Length > 0 && long.TryParse(text, System.Globalization.NumberStyles.AllowLeadingSign, null, out _);

    /// <summary>The first exact name in the order of the terms' text; null where the selector cannot be read.</summary>
    private static string? NameIn(string selector)
    {
        var name = "";
        foreach (var term in Terms(selector).Where(term => term.Length > 0).Order(StringComparer.Ordinal))
        {
            var at = Enumerable.Range(0, term.Length).FirstOrDefault(i => term[i] == '=' || term.AsSpan(i).StartsWith("!="), -1);
            if (at < 0)
            {
                return null;
            }

            var exact = term[at] == '=';
            var value = term[(at + (!exact || term.AsSpan(at).StartsWith("==") ? 2 : 1))..];
            if (Unescape(value) is not { } text)
            {
                return null;
            }

            name = exact && name.Length == 0 && term[..at] == "metadata.name" ? text : name;
        }

        return name;
    }

    private static List<string> Terms(string selector)
    {
        var terms = new List<string> { "" };
        for (var i = 0; i < selector.Length; i++)
        {
            if (selector[i] == ',')
            {
                terms.Add("");
                continue;
            }

            terms[^1] += selector[i];
            if (selector[i] == '\\' && ++i < selector.Length)
            {
                terms[^1] += selector[i];
            }
        }

        return terms;
    }

    private static string? Unescape(string value)
    {
        var text = "";
        for (var i = 0; i < value.Length; i++)
        {
            switch (value[i])
            {
                case '\\' when i + 1 < value.Length && value[i + 1] is '\\' or ',' or '=':
                    text += value[++i];
                    break;
                case '\\' or ',' or '=':
                    return null;
                default:
                    text += value[i];
                    break;
            }
        }

        return text;
    }
}
