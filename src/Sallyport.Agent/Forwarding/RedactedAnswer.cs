using Sallyport.Access.Redaction;
using Sallyport.Access.Requests;
using Sallyport.Tunnel.Protocol;

namespace Sallyport.Agent.Forwarding;

/// <summary>
/// An answer about Secrets for a group that may see their keys alone. The group's name switches it on, and nothing that
/// the hub says can switch it off.
/// </summary>
internal static class RedactedAnswer
{
    /// <summary>Asks for nothing that could not be redacted, whatever the client would rather have.</summary>
    public static void Ask(HttpRequestMessage request)
    {
        var accept = RedactableForms.Accept(request.Headers.NonValidated.TryGetValues("Accept", out var lines) ? lines : []);
        request.Headers.Remove("Accept");
        request.Headers.Add("Accept", accept);
        request.Headers.Add("Accept-Encoding", "identity");
    }

    /// <summary>Why an answer cannot be redacted; null when it can be tried.</summary>
    public static Refusal? Check(HttpResponseMessage response)
    {
        var headers = response.Content.Headers;
        if (headers.ContentEncoding.Count == 0 && RedactableForms.Contains(headers.ContentType?.ToString()))
        {
            return null;
        }

        // What comes before kube-apiserver looks at a request, such as too many of them, is said in plain text.
        return (int)response.StatusCode switch
        {
            429 => new Refusal(429, "TooManyRequests", "kube-apiserver has too many requests at the moment.") { RetryAfterSeconds = 1 },
            503 => Refusal.NotYet("kube-apiserver is not ready."),
            504 => Refusal.Timeout("kube-apiserver did not answer in time."),
            _ => Refusal.BadGateway("kube-apiserver's answer about Secrets is not in plain JSON and cannot be redacted, so none of it leaves the cluster."),
        };
    }

    /// <summary>Marks the answer as redacted, and gives what redacts it.</summary>
    public static SecretRedactor Begin(HttpResponse to, KubernetesRequest request)
    {
        to.ContentType = RedactableForms.Json;
        to.Headers[TunnelHeaders.Redacted] = "1";
        return new SecretRedactor(watch: request.Verb == "watch" && to.StatusCode == StatusCodes.Status200OK);
    }
}
