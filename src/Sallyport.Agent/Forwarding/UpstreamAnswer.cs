namespace Sallyport.Agent.Forwarding;

/// <summary>Which answers of kube-apiserver are for the agent and not for the user.</summary>
internal static class UpstreamAnswer
{
    /// <summary>Why an answer is not passed on; null when it is.</summary>
    public static Refusal? Check(int status) => status switch
    {
        // Following it would be a second request, and to whom the answer says: aggregated servers and pods are behind it.
        301 or 302 or 303 or 305 or 307 or 308 =>
            Refusal.BadGateway("kube-apiserver answered with a redirect, which Sallyport neither follows nor passes on."),
        401 => Refusal.BadGateway("kube-apiserver does not accept the agent's own credential: the agent's owner must look at it."),
        < 200 or >= 600 => Refusal.BadGateway("kube-apiserver's answer is not one that HTTP has."),
        _ => null,
    };
}
