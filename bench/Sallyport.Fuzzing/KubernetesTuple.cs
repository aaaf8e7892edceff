using System.Text;
using Sallyport.Access.Requests;

namespace Sallyport.Fuzzing;

/// <summary>
/// What a request asks for, and a reading of request lines written from kube-apiserver's <c>RequestInfo</c> and from Go's
/// <c>net/url</c>: generous where they are, and with none of the parser's code.
/// </summary>
public sealed record KubernetesTuple(
    string Verb, string Group, string Version, string Resource, string Subresource, string Namespace, string Name, string Path)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The parser's answer.</summary>
    public static KubernetesTuple Of(KubernetesRequest r) =>
        new(r.Verb, r.ApiGroup, r.ApiVersion, r.Resource, r.Subresource, r.Namespace, r.Name, r.Path);

    /// <summary>
    /// kube-apiserver's answer to a target that starts with a slash; null where it has none, or one that hangs on more than
    /// is modelled here.
    /// </summary>
    public static KubernetesTuple? ReadAsKubeApiserver(string method, string target)
    {
        var mark = target.IndexOf('?', StringComparison.Ordinal);
        if (!target.StartsWith('/') || Unescape(mark < 0 ? target : target[..mark], plusIsSpace: false) is not { } path)
        {
            return null;
        }

        var parts = path.Trim('/').Split('/');
        if (parts.Length < 3 || parts[0] is not ("api" or "apis") || (parts[0] == "apis" && parts.Length < 4))
        {
            return new KubernetesTuple(method.ToLowerInvariant(), "", "", "", "", "", "", path);
        }

        var group = parts[0] == "apis" ? parts[1] : "";
        parts = parts[(parts[0] == "apis" ? 2 : 1)..];
        var version = parts[0];
        parts = parts[1..];
        var verb = VerbOf(method);
        if (parts[0] is "watch" or "proxy")
        {
            if (parts.Length < 2)
            {
                return null;
            }

            verb = parts[0];
            parts = parts[1..];
        }

        var place = "";
        if (parts[0] == "namespaces" && parts.Length > 1)
        {
            place = parts[1];
            parts = parts.Length > 2 && parts[2] is not ("status" or "finalize") ? parts[2..] : parts;
        }

        var name = parts.Length > 1 ? parts[1] : "";
        if (name.Length == 0 && verb == "get")
        {
            if (new ListQuery(mark < 0 ? "" : target[(mark + 1)..]).Read() is not { } options)
            {
                return null;
            }

            (verb, name) = options;
        }

        verb = name.Length == 0 && verb == "delete" ? "deletecollection" : verb;
        var subresource = parts.Length > 2 && verb != "proxy" ? parts[2] : "";
        return new KubernetesTuple(verb, group, version, parts[0], subresource, place, name, "");
    }

    /// <summary>Percent-decodes once; null for a broken escape, or bytes that this model has no characters for.</summary>
    internal static string? Unescape(string text, bool plusIsSpace)
    {
        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
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
            else if (text[i] > 0xFF)
            {
                return null;
            }
            else
            {
                bytes.Add((byte)(plusIsSpace && text[i] == '+' ? ' ' : text[i]));
            }
        }

        try
        {
            return Utf8.GetString([.. bytes]);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static string VerbOf(string method) => method switch
    {
        "POST" => "create",
        "GET" or "HEAD" => "get",
        "PUT" => "update",
        "PATCH" => "patch",
        "DELETE" => "delete",
        _ => "",
    };
}
