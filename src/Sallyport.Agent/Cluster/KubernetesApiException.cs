namespace Sallyport.Agent.Cluster;

/// <summary>kube-apiserver answered, and its answer was no.</summary>
internal sealed class KubernetesApiException : Exception
{
    public KubernetesApiException() { }

    public KubernetesApiException(string message) : base(message) { }

    public KubernetesApiException(string message, Exception inner) : base(message, inner) { }

    public KubernetesApiException(int code, string message) : base(message) => Code = code;

    /// <summary>The HTTP status.</summary>
    public int Code { get; }
}
