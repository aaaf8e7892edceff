using System.Collections.Immutable;
using System.Text;
using Sallyport.Access.Enforcement;
using Sallyport.Access.Policy;

namespace Sallyport.Access.Installation;

/// <summary>What the two accounts hold.</summary>
internal static class ManifestRbac
{
    public static IEnumerable<string> Render(AgentManifestValues values)
    {
        yield return ClusterRole(
            AgentInstallation.Forwarder,
            values.ConstrainedImpersonation ? CeilingRules.ForConstrainedForwarder(values.Ceiling) : CeilingRules.ForForwarder());
        yield return ClusterBinding(values, AgentInstallation.Forwarder, AgentInstallation.Forwarder);
        yield return ClusterRole(AgentInstallation.Reconciler, CeilingRules.ForReconciler(values.Ceiling));
        yield return ClusterBinding(values, AgentInstallation.Reconciler, AgentInstallation.Reconciler);
        if (values.Ceiling.Level != CeilingLevel.Admin)
        {
            yield return CustomKinds();
            yield return ClusterBinding(values, CustomKindsName, AgentInstallation.Reconciler);
        }

        var ns = AgentManifest.Quote(values.Namespace);
        yield return $"""
            # Its own Secret, by name, and no other.
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata:
              name: {AgentInstallation.KeySecret}
              namespace: {ns}
            rules:
            - apiGroups: [""]
              resources: ["secrets"]
              resourceNames: ["{AgentInstallation.KeySecret}"]
              verbs: ["get", "patch"]
            """;
        yield return $"""
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata:
              name: {AgentInstallation.KeySecret}
              namespace: {ns}
            roleRef:
              apiGroup: rbac.authorization.k8s.io
              kind: Role
              name: {AgentInstallation.KeySecret}
            subjects:
            - kind: ServiceAccount
              name: {AgentInstallation.Reconciler}
              namespace: {ns}
            """;
    }

    private static string CustomKindsName => $"{AgentInstallation.Reconciler}-custom-kinds";

    private static string CustomKinds() => $$"""
        # Custom kinds, as far as their operators publish them for reading.
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata:
          name: {{CustomKindsName}}
          labels:
            app.kubernetes.io/managed-by: sallyport
        aggregationRule:
          clusterRoleSelectors:
          - matchLabels:
              {{CeilingRules.AggregatedLabel}}: "true"
        rules: []
        """;

    private static string ClusterRole(string name, ImmutableArray<PolicyRule> rules)
    {
        var yaml = new StringBuilder($"""
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata:
              name: {name}
              labels:
                app.kubernetes.io/managed-by: sallyport
            rules:
            """);
        foreach (var rule in rules)
        {
            var lead = "\n- ";
            Line("apiGroups", rule.ApiGroups);
            Line("resources", rule.Resources);
            Line("resourceNames", rule.ResourceNames);
            Line("nonResourceURLs", rule.NonResourceUrls);
            Line("verbs", rule.Verbs);

            void Line(string key, ImmutableArray<string> list)
            {
                if (!list.IsDefaultOrEmpty)
                {
                    yaml.Append(lead).Append(key).Append(": ").Append(AgentManifest.Quote(list));
                    lead = "\n  ";
                }
            }
        }

        return yaml.ToString();
    }

    private static string ClusterBinding(AgentManifestValues values, string role, string account) => $"""
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata:
          name: {role}
          labels:
            app.kubernetes.io/managed-by: sallyport
        roleRef:
          apiGroup: rbac.authorization.k8s.io
          kind: ClusterRole
          name: {role}
        subjects:
        - kind: ServiceAccount
          name: {account}
          namespace: {AgentManifest.Quote(values.Namespace)}
        """;
}
