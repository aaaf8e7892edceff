using System.Net.Sockets;
using Sallyport.Agent.Cluster;

namespace Sallyport.Agent.Forwarding;

/// <summary>What went wrong between the agent and kube-apiserver, as a sentence for the user.</summary>
internal static class UpstreamFailure
{
    public static bool Describes(Exception failure) =>
        failure is HttpRequestException or IOException or SocketException or KubernetesUnavailableException
            or OperationCanceledException or System.Security.Authentication.AuthenticationException;

    public static Refusal From(Exception failure) => failure switch
    {
        OperationCanceledException => Refusal.Timeout("kube-apiserver cannot be reached from the agent in time."),
        KubernetesUnavailableException known => Refusal.BadGateway($"The agent cannot sign in to kube-apiserver: {known.Message}."),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError }
            or SocketException => Refusal.BadGateway("kube-apiserver cannot be reached from the agent."),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError }
            or System.Security.Authentication.AuthenticationException =>
            Refusal.BadGateway("kube-apiserver's certificate is not one that the agent trusts."),
        _ => Refusal.BadGateway("The connection between the agent and kube-apiserver broke before an answer came."),
    };
}
