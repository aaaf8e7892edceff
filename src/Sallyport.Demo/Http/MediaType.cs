using Microsoft.AspNetCore.Http;

namespace Sallyport.Demo.Http;

/// <summary>One accepted form of an answer: <c>application/json;as=Table;v=v1;g=meta.k8s.io</c>.</summary>
internal sealed record MediaType(string Type, string As, string Group, string Version)
{
    private static readonly MediaType Any = new("*/*", "", "", "");

    public bool IsJson => Type is "application/json" or "*/*" or "application/*";

    public static IReadOnlyList<MediaType> Accepted(HttpRequest request)
    {
        List<MediaType> accepted = [.. request.Headers.Accept
            .SelectMany(line => (line ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Select(Parse)];
        return accepted.Count == 0 ? [Any] : accepted;
    }

    /// <summary>The first JSON form that is known here; a form we do not know is passed over, as kube-apiserver does.</summary>
    public static MediaType Negotiate(HttpRequest request, Func<MediaType, bool> known) =>
        Accepted(request).FirstOrDefault(media => media.IsJson && (media.As.Length == 0 || known(media)))
            ?? throw ApiException.NotAcceptable();

    public static MediaType Parse(string text)
    {
        string[] parts = text.Split(';', StringSplitOptions.TrimEntries);
        string As = "", group = "", version = "";
        foreach (string part in parts.Skip(1))
        {
            string[] sides = part.Split('=', 2);
            string value = sides.Length > 1 ? sides[1].Trim('"') : "";
            (As, group, version) = sides[0] switch
            {
                "as" => (value, group, version),
                "g" => (As, value, version),
                "v" => (As, group, value),
                _ => (As, group, version),
            };
        }

        return new MediaType(parts[0].ToLowerInvariant(), As, group, version);
    }
}
