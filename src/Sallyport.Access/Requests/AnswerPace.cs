namespace Sallyport.Access.Requests;

/// <summary>How an answer's bytes are passed on: each as it comes, or gathered into portions that cost less to carry.</summary>
public static class AnswerPace
{
    /// <summary>How much is read at once: a frame of HTTP/2.</summary>
    public const int ReadSize = 16 * 1024;

    /// <summary>How much of an answer that is not live is gathered before it is sent on; its end is sent with the rest.</summary>
    public const int Portion = 64 * 1024;

    /// <summary>
    /// Whether somebody waits for each byte. Watches, logs and what a pod answers through a proxy trickle; any other
    /// answer is of use when it is whole, and a flush for its headers, one for its body and one for its end would each
    /// cost a record of TLS and a system call on every leg.
    /// </summary>
    public static bool IsLive(KubernetesRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Verb == "watch" || request.Subresource is not ("" or "status" or "scale");
    }
}
