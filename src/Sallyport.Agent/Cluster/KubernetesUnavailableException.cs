namespace Sallyport.Agent.Cluster;

/// <summary>kube-apiserver could not be asked: a sentence for the log and for the client, without a credential in it.</summary>
internal sealed class KubernetesUnavailableException : Exception
{
    public KubernetesUnavailableException() { }

    public KubernetesUnavailableException(string message) : base(message) { }

    public KubernetesUnavailableException(string message, Exception inner) : base(message, inner) { }
}
