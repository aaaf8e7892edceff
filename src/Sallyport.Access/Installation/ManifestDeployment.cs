using System.Security.Cryptography;
using System.Text;

namespace Sallyport.Access.Installation;

/// <summary>The agent's Deployment: one pod, that may do nothing on its node.</summary>
internal static class ManifestDeployment
{
    public static string Render(AgentManifestValues values) => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: sallyport-agent
          namespace: {{AgentManifest.Quote(values.Namespace)}}
          labels: {app.kubernetes.io/name: sallyport-agent, app.kubernetes.io/managed-by: sallyport}
        spec:
          replicas: 1
          # Two agents with one key would take the tunnel from each other.
          strategy: {type: Recreate}
          selector:
            matchLabels: {app.kubernetes.io/name: sallyport-agent}
          template:
            metadata:
              labels: {app.kubernetes.io/name: sallyport-agent}
              # Another token is another pod: one that runs would not look at it.
              annotations: {sallyport.io/joined-with: "{{Mark(values.JoinToken)}}"}
            spec:
              serviceAccountName: {{AgentInstallation.Forwarder}}
              automountServiceAccountToken: true
              enableServiceLinks: false
              terminationGracePeriodSeconds: 15
              securityContext:
                runAsNonRoot: true
                runAsUser: 65532
                runAsGroup: 65532
                fsGroup: 65532
                seccompProfile: {type: RuntimeDefault}
              containers:
              - name: agent
                image: {{AgentManifest.Quote(values.Image)}}
                imagePullPolicy: IfNotPresent
                args: ["run"]
                env:
                - {name: SALLYPORT_HUB, value: {{AgentManifest.Quote(values.Hub.GetLeftPart(UriPartial.Authority))}}}
                - {name: SALLYPORT_CLUSTER, value: {{AgentManifest.Quote(values.Cluster)}}}
                - {name: SALLYPORT_CEILING, value: {{AgentManifest.Quote(values.Ceiling.ToString())}}}
                - {name: SALLYPORT_JOIN_TOKEN_FILE, value: {{AgentInstallation.JoinFolder}}/token}
                - {name: SALLYPORT_CA_FILE, value: {{AgentInstallation.JoinFolder}}/hub-ca.crt}
                ports:
                - {name: health, containerPort: {{AgentInstallation.HealthPort}}}
                livenessProbe:
                  httpGet: {path: /healthz, port: health}
                  periodSeconds: 20
                readinessProbe:
                  httpGet: {path: /readyz, port: health}
                  periodSeconds: 5
                resources:
                  requests: {cpu: 50m, memory: 128Mi}
                  limits: {memory: 512Mi}
                securityContext:
                  allowPrivilegeEscalation: false
                  readOnlyRootFilesystem: true
                  capabilities: {drop: ["ALL"]}
                volumeMounts:
                - {name: join, mountPath: {{AgentInstallation.JoinFolder}}, readOnly: true}
                - {name: reconciler, mountPath: {{AgentInstallation.ReconcilerFolder}}, readOnly: true}
                - {name: tmp, mountPath: /tmp}
              volumes:
              - name: join
                secret: {secretName: {{AgentInstallation.JoinSecret}}, defaultMode: 0440}
              - name: reconciler
                secret: {secretName: {{AgentInstallation.Reconciler}}-token, defaultMode: 0440}
              - name: tmp
                emptyDir: {sizeLimit: 16Mi}
        """;

    private static string Mark(string joinToken) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(joinToken)).AsSpan(0, 8));
}
