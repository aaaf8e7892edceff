using System.Buffers;
using System.Text.RegularExpressions;

namespace Sallyport.Access.Tests.Requests;

/// <summary>
/// Whether kubectl, client-go or another ordinary client could have sent a request line. Written from what clients do,
/// on its own terms and with none of the parser's code: whatever passes here must be understood.
/// </summary>
internal static partial class OrdinaryClient
{
    private const string Word = "[a-z0-9][a-z0-9.-]*";
    private const string Place = "[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?";
    private const string Text = "(?:[A-Za-z0-9._~:@$&+,=*!'()-]|%[0-9A-F]{2})+";

    // Clients escape what is not plain, in upper-case hexadecimal, and never a separator, which no object's name has.
    private static readonly SearchValues<char> NeverEscaped = SearchValues.Create("/\\%#;?\u202E");

    private static readonly HashSet<string> ObjectKeys =
    [
        "watch", "limit", "continue", "fieldSelector", "labelSelector", "resourceVersion", "resourceVersionMatch",
        "timeoutSeconds", "allowWatchBookmarks", "sendInitialEvents", "dryRun", "fieldManager", "timeout",
    ];

    private static readonly HashSet<string> ExecKeys =
        ["command", "container", "stdin", "stdout", "stderr", "tty", "timeout"];

    public static bool CouldSend(string method, string target)
    {
        if (method is not ("GET" or "HEAD" or "POST" or "PUT" or "PATCH" or "DELETE")
            || (method == "HEAD" && target.Contains("watch", StringComparison.Ordinal)))
        {
            return false;
        }

        var parts = target.Split('?', 2);
        var query = parts.Length > 1 ? parts[1] : "";
        var resource = ResourceTarget().Match(parts[0]);
        if (!resource.Success)
        {
            return PathTarget().IsMatch(parts[0]) && parts[0].Split('/').All(IsCleanlyEscaped)
                && !LooksLikeResource(parts[0]) && query.Length == 0;
        }

        var kind = resource.Groups["resource"].Value;
        var subresource = resource.Groups["sub"].Value;
        var placed = resource.Groups["place"].Success;
        if ((kind is "watch" or "proxy" && !placed)
            || (kind == "namespaces" && (placed || subresource is not ("" or "status" or "finalize"))))
        {
            return false;
        }

        var proxied = subresource == "proxy" && kind is "pods" or "services" or "nodes";
        if (resource.Groups["suffix"].Success && !(proxied && parts[0].StartsWith("/api/", StringComparison.Ordinal)))
        {
            return false;
        }

        return parts[0].Split('/').All(IsCleanlyEscaped)
            && IsQuery(query, kind == "pods" && parts[0].StartsWith("/api/", StringComparison.Ordinal) ? subresource : "");
    }

    private static bool LooksLikeResource(string path)
    {
        var segments = path.Trim('/').Split('/');
        return (segments[0] == "api" && segments.Length >= 3) || (segments[0] == "apis" && segments.Length >= 4);
    }

    private static bool IsCleanlyEscaped(string segment)
    {
        var text = Uri.UnescapeDataString(segment);
        return text is not ("." or "..")
            && !text.AsSpan().ContainsAny(NeverEscaped)
            && !text.Any(char.IsControl)
            && !Escape().Matches(segment).Any(m => char.IsAsciiLetterOrDigit((char)Convert.ToByte(m.Value[1..], 16)))
            && Uri.EscapeDataString(text).Count(c => c == '%') >= segment.Count(c => c == '%');
    }

    private static bool IsQuery(string query, string podSubresource)
    {
        if (query.Length == 0)
        {
            return true;
        }

        var keys = podSubresource is "exec" or "attach" ? ExecKeys
            : podSubresource is "log" or "portforward" or "proxy" ? []
            : ObjectKeys;
        var seen = new HashSet<string>();
        foreach (var pair in query.Split('&'))
        {
            var (key, value) = pair.Split('=', 2) is [var k, var v] ? (k, v) : (pair, null);
            if (value is null || !keys.Contains(key) || (key == "command" && podSubresource == "attach")
                || (!seen.Add(key) && key != "command")
                || !QueryText().IsMatch(value)
                || (key is "limit" or "timeoutSeconds" && !value.All(char.IsAsciiDigit)))
            {
                return false;
            }
        }

        return true;
    }

    [GeneratedRegex(
        "^/(?:api|apis/" + Word + ")/" + Word + "(?:/namespaces/(?<place>" + Place + ")(?=/(?!status|finalize)))?/(?<resource>"
        + Word + ")(?:/(?<name>" + Text + ")(?:/(?<sub>" + Word + ")(?<suffix>(?:/" + Text + ")+)?)?)?$")]
    private static partial Regex ResourceTarget();

    [GeneratedRegex("^/(?:[a-z0-9._-]+(?:/[a-z0-9._-]+)*/?)?$")]
    private static partial Regex PathTarget();

    [GeneratedRegex("^(?:[A-Za-z0-9._~:@$+,=*!'()/-]|%[0-9A-F]{2})*$")]
    private static partial Regex QueryText();

    [GeneratedRegex("%[0-9A-F]{2}")]
    private static partial Regex Escape();
}
