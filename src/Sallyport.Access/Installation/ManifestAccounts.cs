namespace Sallyport.Access.Installation;

/// <summary>The namespace, the accounts and the Secrets of a manifest.</summary>
internal static class ManifestAccounts
{
    public static IEnumerable<string> Render(AgentManifestValues values)
    {
        var ns = AgentManifest.Quote(values.Namespace);
        yield return $"""
            # Sallyport's agent for the cluster {values.Cluster}. The join token in it works once, and not for long.
            apiVersion: v1
            kind: Namespace
            metadata:
              name: {ns}
              labels:
                app.kubernetes.io/managed-by: sallyport
                pod-security.kubernetes.io/enforce: restricted
            """;
        yield return Account(ns, AgentInstallation.Forwarder, "May impersonate users and groups, and nothing else.");
        yield return Account(
            ns,
            AgentInstallation.Reconciler,
            "Keeps the ClusterRoles and bindings of Sallyport's groups; none of them can exceed what it holds itself.");
        yield return $"""
            # A pod has one account; the token of the second comes by this Secret, which Kubernetes fills.
            apiVersion: v1
            kind: Secret
            type: kubernetes.io/service-account-token
            metadata:
              name: {AgentInstallation.Reconciler}-token
              namespace: {ns}
              annotations:
                kubernetes.io/service-account.name: {AgentInstallation.Reconciler}
            """;
        yield return $"""
            # The agent keeps its key pair and certificate here; empty until it has joined.
            apiVersion: v1
            kind: Secret
            type: Opaque
            metadata:
              name: {AgentInstallation.KeySecret}
              namespace: {ns}
            """;
        yield return $"""
            apiVersion: v1
            kind: Secret
            type: Opaque
            metadata:
              name: {AgentInstallation.JoinSecret}
              namespace: {ns}
            stringData:
              token: {AgentManifest.Quote(values.JoinToken)}
              hub-ca.crt: {AgentManifest.Quote(values.HubCa)}
            """;
    }

    private static string Account(string ns, string name, string about) => $"""
        # {about}
        apiVersion: v1
        kind: ServiceAccount
        metadata:
          name: {name}
          namespace: {ns}
          labels:
            app.kubernetes.io/managed-by: sallyport
        automountServiceAccountToken: false
        """;
}
