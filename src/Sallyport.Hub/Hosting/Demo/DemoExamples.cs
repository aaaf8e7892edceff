using System.Text.Json;
using Sallyport.Hub.Policy.Documents;

namespace Sallyport.Hub.Hosting.Demo;

/// <summary>
/// What a newcomer finds in the demo beside its people: a role of the organization's own, a guardrail and a delegation. They
/// are about a group that nobody is in and about clusters of production, so that the three people may do what they may without them.
/// </summary>
internal static class DemoExamples
{
    private const string Documents =
        """
        [
          {"apiVersion": "sallyport.dev/v1", "kind": "Project", "metadata": {"name": "shop"}, "spec": {
            "title": "Web shop", "scopes": [{"kind": "namespace", "namespaces": ["shop", "shop-*", "default"]}]}},
          {"apiVersion": "sallyport.dev/v1", "kind": "Role", "metadata": {"name": "log-reader"}, "spec": {
            "title": "Log Reader", "readOnly": true, "rules": [
              {"apiGroups": [""], "resources": ["pods", "events"], "verbs": ["get", "list", "watch"]},
              {"apiGroups": [""], "resources": ["pods/log"], "verbs": ["get"]}]}},
          {"apiVersion": "sallyport.dev/v1", "kind": "RoleAssignment", "metadata": {"name": "on-call-logs"}, "spec": {
            "role": "log-reader", "group": "on-call", "scope": {"kind": "cluster", "clusterSelector": "env=prod"}}},
          {"apiVersion": "sallyport.dev/v1", "kind": "Delegation", "metadata": {"name": "on-call-shell"}, "spec": {
            "group": "on-call", "scope": {"kind": "project", "project": "shop"}, "capabilities": {"shell": "listed-commands"},
            "commands": ["ls *", "cat /etc/resolv.conf"], "reason": "Outages at night: a look into a container, without waiting for an admin"}},
          {"apiVersion": "sallyport.dev/v1", "kind": "Guardrail", "metadata": {"name": "keep-production-data"}, "spec": {
            "place": {"kind": "cluster", "clusterSelector": "env=prod"},
            "rules": [{"apiGroups": [""], "resources": ["namespaces", "persistentvolumes", "persistentvolumeclaims"], "verbs": ["delete", "deletecollection"]}],
            "except": [{"kind": "group", "name": "platform"}]}}
        ]
        """;

    public static Task ApplyAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        services.GetRequiredService<DocumentStore>().ApplyAsync(
            new PolicyFiles(JsonSerializer.Deserialize<List<JsonElement>>(Documents)!, null, false, false),
            "demo", allowed: null, agreed: _ => Task.CompletedTask, cancellationToken);
}
