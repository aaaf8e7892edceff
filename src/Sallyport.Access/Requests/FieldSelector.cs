using System.Text;

namespace Sallyport.Access.Requests;

/// <summary>
/// Reads from a field selector the one thing that kube-apiserver's authorization reads from it: an exact
/// <c>metadata.name</c>, which becomes the request's name.
/// </summary>
internal static class FieldSelector
{
    /// <summary>
    /// The exact name that the selector asks for, empty when there is none; or a refusal where kube-apiserver could not
    /// read the selector either, or where its choice among several names hangs on the order in which it sorts them.
    /// </summary>
    public static string? TryName(string selector, out string name)
    {
        name = "";
        var found = false;
        foreach (var term in Terms(selector))
        {
            if (term.Length == 0)
            {
                continue;
            }

            var (field, value, exact) = Split(term);
            if (field is null || !TryUnescape(value, out var unescaped))
            {
                return RequestRefusals.FieldSelector;
            }

            if (!exact || field != "metadata.name")
            {
                continue;
            }

            if (found)
            {
                return RequestRefusals.TwoNames;
            }

            found = true;
            name = unescaped;
        }

        if (name is "." or ".." || name.AsSpan().ContainsAny('/', '%'))
        {
            name = "";
        }

        return null;
    }

    private static List<string> Terms(string selector)
    {
        List<string> terms = [];
        var start = 0;
        for (var i = 0; i < selector.Length; i++)
        {
            if (selector[i] == '\\')
            {
                i++;
            }
            else if (selector[i] == ',')
            {
                terms.Add(selector[start..i]);
                start = i + 1;
            }
        }

        terms.Add(selector[start..]);
        return terms;
    }

    private static (string? Field, string Value, bool Exact) Split(string term)
    {
        for (var i = 0; i < term.Length; i++)
        {
            var rest = term.AsSpan(i);
            if (rest.StartsWith("!="))
            {
                return (term[..i], term[(i + 2)..], false);
            }

            if (rest[0] == '=')
            {
                return (term[..i], term[(i + (rest.StartsWith("==") ? 2 : 1))..], true);
            }
        }

        return (null, "", false);
    }

    private static bool TryUnescape(string value, out string unescaped)
    {
        unescaped = value;
        if (!value.AsSpan().ContainsAny('\\', ',', '='))
        {
            return true;
        }

        var text = new StringBuilder(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            if (c is ',' or '=')
            {
                return false;
            }

            if (c == '\\' && (++i == value.Length || (c = value[i]) is not ('\\' or ',' or '=')))
            {
                return false;
            }

            text.Append(c);
        }

        unescaped = text.ToString();
        return true;
    }
}
