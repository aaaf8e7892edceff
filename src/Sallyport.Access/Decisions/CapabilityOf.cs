using Sallyport.Access.Policy;

namespace Sallyport.Access.Decisions;

/// <summary>Which capability a resource needs, whatever the method: before Kubernetes 1.35 a GET was enough for a shell.</summary>
internal static class CapabilityOf
{
    public static Capability Resource(string group, string resource, string subresource)
    {
        // A Secret's data comes back from writes as well, and some aggregated APIs publish Secrets under a sub-resource.
        if (resource == "secrets" || subresource == "secrets")
        {
            return Capability.Secrets;
        }

        return subresource switch
        {
            "" or "log" or "status" or "scale" => Capability.None,
            "exec" or "attach" or "console" or "vnc" or "ssh" or "usbredir" => Capability.Shell,
            "ephemeralcontainers" when group.Length == 0 && resource == "pods" => Capability.Shell,
            // The kubelet behind nodes/proxy runs commands in any pod.
            "proxy" when group.Length == 0 && resource == "nodes" => Capability.Shell,
            "portforward" or "proxy" => Capability.PortForward,
            _ => Capability.None,
        };
    }
}
