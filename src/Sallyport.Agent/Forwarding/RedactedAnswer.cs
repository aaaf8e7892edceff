using System.Buffers;
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

    /// <summary>Passes on what is left of the answer. Until the first of it is sent, it can still be refused whole.</summary>
    /// <exception cref="RedactionException">The answer must not go on.</exception>
    public static async Task CopyAsync(Stream from, HttpResponse to, KubernetesRequest request, CancellationToken cancellationToken)
    {
        to.ContentType = RedactableForms.Json;
        to.Headers[TunnelHeaders.Redacted] = "1";
        var live = AnswerPace.IsLive(request);
        if (live)
        {
            await to.BodyWriter.FlushAsync(cancellationToken);
        }

        var redactor = new SecretRedactor(watch: request.Verb == "watch" && to.StatusCode == StatusCodes.Status200OK);
        var unsent = new ArrayBufferWriter<byte>(AnswerPace.Portion);
        var chunk = ArrayPool<byte>.Shared.Rent(AnswerPace.ReadSize);
        try
        {
            while (await from.ReadAsync(chunk, cancellationToken) is var read and > 0)
            {
                redactor.Redact(chunk.AsSpan(0, read), unsent);
                if (live || unsent.WrittenCount >= AnswerPace.Portion)
                {
                    await SendAsync(unsent, to, cancellationToken);
                }
            }

            redactor.Complete();
            await SendAsync(unsent, to, cancellationToken);
        }
        finally
        {
            // It held values.
            ArrayPool<byte>.Shared.Return(chunk, clearArray: true);
        }
    }

    private static async ValueTask SendAsync(ArrayBufferWriter<byte> unsent, HttpResponse to, CancellationToken cancellationToken)
    {
        if (unsent.WrittenCount > 0)
        {
            await to.BodyWriter.WriteAsync(unsent.WrittenMemory, cancellationToken);
            unsent.ResetWrittenCount();
        }
    }
}
