using Sallyport.Access.Requests;
using Sallyport.Tunnel.Protocol;

namespace Sallyport.Agent.Forwarding;

/// <summary>Moves the headers that may pass between the tunnel and kube-apiserver, each way. Everything else stays behind.</summary>
internal static class HeaderPassage
{
    private const string ContentLength = "Content-Length";

    /// <summary>Copies what may pass of a request; the sentence that refuses it, or null.</summary>
    public static string? Copy(IHeaderDictionary from, HttpRequestMessage to)
    {
        foreach (var (name, values) in from)
        {
            foreach (var value in values)
            {
                switch (Fate(name, value ?? "", out var refusal))
                {
                    case HeaderFate.Refuse:
                        return refusal;

                    // The length goes with the body, which knows it.
                    case HeaderFate.Forward when !name.Equals(ContentLength, StringComparison.OrdinalIgnoreCase):
                        if (!to.Headers.TryAddWithoutValidation(name, value))
                        {
                            to.Content?.Headers.TryAddWithoutValidation(name, value);
                        }

                        break;
                }
            }
        }

        return null;
    }

    /// <summary>Copies what may pass of an answer; false when one of its values could not be written.</summary>
    public static bool Copy(IEnumerable<KeyValuePair<string, string>> from, IHeaderDictionary to)
    {
        foreach (var (name, value) in from)
        {
            switch (ForwardedHeaders.OnResponse(name, value, out var passed))
            {
                case HeaderFate.Refuse:
                    return false;
                case HeaderFate.Forward when !name.Equals(ContentLength, StringComparison.OrdinalIgnoreCase):
                    to.Append(name, passed);
                    break;
            }
        }

        return true;
    }

    private static HeaderFate Fate(string name, string value, out string refusal)
    {
        refusal = "";
        return name is TunnelHeaders.User or TunnelHeaders.Group or TunnelHeaders.RequestId
            ? HeaderFate.Drop
            : ForwardedHeaders.OnRequest(name, value, out refusal);
    }
}
