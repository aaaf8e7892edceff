using System.Text.Json.Nodes;
using Sallyport.Demo.Rbac;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Seed;

/// <summary>The roles and bindings every cluster begins with, and those of Sallyport's two accounts.</summary>
internal static class BootstrapRoles
{
    private const string Api = "rbac.authorization.k8s.io";
    private const string Aggregate = Api + "/aggregate-to-";
    private static readonly string[] Read = ["get", "list", "watch"];
    private static readonly string[] Write = ["create", "delete", "deletecollection", "patch", "update"];

    private static readonly string[] Discovery =
        ["/api", "/api/*", "/apis", "/apis/*", "/healthz", "/livez", "/openapi", "/openapi/*", "/readyz", "/version", "/version/"];

    private static readonly string[] CoreRead = ["bindings", "configmaps", "endpoints", "events", "limitranges", "namespaces",
        "namespaces/status", "persistentvolumeclaims", "persistentvolumeclaims/status", "pods", "pods/log", "pods/status",
        "replicationcontrollers", "resourcequotas", "serviceaccounts", "services", "services/status"];

    private static readonly string[] CoreWrite = ["configmaps", "events", "persistentvolumeclaims", "pods", "pods/attach",
        "pods/exec", "pods/portforward", "pods/eviction", "secrets", "serviceaccounts", "services"];

    private static readonly string[] Apps = ["daemonsets", "deployments", "deployments/scale", "deployments/status",
        "replicasets", "replicasets/scale", "replicasets/status", "statefulsets", "statefulsets/scale", "statefulsets/status"];

    public static void Plant(ObjectStore store)
    {
        Role(store, "cluster-admin", null, Rule(["*"], ["*"], ["*"]), Paths(["*"], "*"));
        Role(store, "system:discovery", null, Paths(["get"], Discovery));
        Role(store, "system:public-info-viewer", null,
            Paths(["get"], "/healthz", "/livez", "/readyz", "/version", "/version/"));
        Role(store, "system:basic-user", null,
            Rule(["create"], ["authorization.k8s.io"], ["selfsubjectaccessreviews", "selfsubjectrulesreviews"]),
            Rule(["create"], ["authentication.k8s.io"], ["selfsubjectreviews"]));
        Role(store, "system:aggregate-to-view", "view", Rule(Read, [""], CoreRead), Rule(Read, ["apps"], Apps),
            Rule(Read, ["batch"], ["cronjobs", "jobs", "cronjobs/status", "jobs/status"]),
            Rule(Read, ["networking.k8s.io"], ["ingresses", "ingresses/status", "networkpolicies"]),
            Rule(Read, ["discovery.k8s.io"], ["endpointslices"]));
        Role(store, "system:aggregate-to-edit", "edit", Rule(Read, [""], ["secrets", "pods/attach", "pods/exec",
            "pods/portforward"]), Rule(Write, [""], CoreWrite), Rule(Write, ["apps"], Apps),
            Rule(Write, ["batch"], ["cronjobs", "jobs"]), Rule(Write, ["networking.k8s.io"], ["ingresses"]),
            Rule([.. Read, .. Write], ["coordination.k8s.io"], ["leases"]));
        Role(store, "system:aggregate-to-admin", "admin", Rule([.. Read, .. Write], [Api], ["roles", "rolebindings"]),
            Rule(["create"], ["authorization.k8s.io"], ["localsubjectaccessreviews"]));
        Role(store, "system:aggregated-metrics-reader", "view", Rule(Read, ["metrics.k8s.io"], ["nodes", "pods"]));
        Role(store, "delivery-releases-view", "view", Rule(Read, ["delivery.example.com"], ["releases"]));
        Role(store, "delivery-releases-edit", "edit", Rule(Write, ["delivery.example.com"], ["releases"]));
        Aggregated(store, "view", ["view"]);
        Aggregated(store, "edit", ["edit", "view"]);
        Aggregated(store, "admin", ["admin", "edit", "view"]);
        Bind(store, "cluster-admin", "cluster-admin", Group("system:masters"));
        Bind(store, "system:discovery", "system:discovery", Group(Identity.Authenticated));
        Bind(store, "system:basic-user", "system:basic-user", Group(Identity.Authenticated));
        Bind(store, "system:public-info-viewer", "system:public-info-viewer", Group(Identity.Authenticated),
            Group("system:unauthenticated"));
        PlantAgent(store);
    }

    // The reconciler holds every ordinary right, so that it can hand them on, and neither escalate, bind nor
    // impersonate; the forwarder may impersonate and nothing else.
    private static void PlantAgent(ObjectStore store)
    {
        Role(store, "sallyport-forwarder", null, Rule(["impersonate"], [""], ["users", "groups"]));
        Role(store, "sallyport-reconciler", null, Rule([.. Read, .. Write], ["*"], ["*"]),
            Paths(["get", "head", "post", "put", "patch", "delete"], "*"));
        Bind(store, "sallyport-forwarder", "sallyport-forwarder", Account("forwarder"));
        Bind(store, "sallyport-reconciler", "sallyport-reconciler", Account("reconciler"));
    }

    private static void Role(ObjectStore store, string name, string? aggregateTo, params JsonObject[] rules)
    {
        JsonObject labels = new() { ["kubernetes.io/bootstrapping"] = "rbac-defaults" };
        if (aggregateTo is not null)
        {
            labels[Aggregate + aggregateTo] = "true";
        }

        store.Create($"clusterroles.{Api}", new JsonObject
        {
            ["kind"] = "ClusterRole",
            ["apiVersion"] = Api + "/v1",
            ["metadata"] = new JsonObject { ["name"] = name, ["labels"] = labels },
            ["rules"] = new JsonArray([.. rules]),
        });
    }

    private static void Aggregated(ObjectStore store, string name, string[] labels) =>
        store.Create($"clusterroles.{Api}", new JsonObject
        {
            ["kind"] = "ClusterRole",
            ["apiVersion"] = Api + "/v1",
            ["metadata"] = new JsonObject
            {
                ["name"] = name,
                ["labels"] = new JsonObject { ["kubernetes.io/bootstrapping"] = "rbac-defaults" },
            },
            ["aggregationRule"] = new JsonObject
            {
                ["clusterRoleSelectors"] = labels.Select(label => new JsonObject
                {
                    ["matchLabels"] = new JsonObject { [Aggregate + label] = "true" },
                }).ToJson(),
            },
            ["rules"] = new JsonArray(),
        });

    private static void Bind(ObjectStore store, string name, string role, params JsonObject[] subjects) =>
        store.Create($"clusterrolebindings.{Api}", new JsonObject
        {
            ["kind"] = "ClusterRoleBinding",
            ["apiVersion"] = Api + "/v1",
            ["metadata"] = new JsonObject { ["name"] = name },
            ["roleRef"] = new JsonObject { ["apiGroup"] = Api, ["kind"] = "ClusterRole", ["name"] = role },
            ["subjects"] = new JsonArray([.. subjects]),
        });

    private static JsonObject Group(string name) => new() { ["apiGroup"] = Api, ["kind"] = "Group", ["name"] = name };

    private static JsonObject Account(string name) => new()
    {
        ["kind"] = "ServiceAccount",
        ["name"] = name,
        ["namespace"] = DemoCluster.AgentNamespace,
    };

    private static JsonObject Rule(string[] verbs, string[] groups, string[] resources) =>
        new Rule([.. verbs], [.. groups], [.. resources], [], []).ToJson();

    private static JsonObject Paths(string[] verbs, params string[] paths) =>
        new Rule([.. verbs], [], [], [], [.. paths]).ToJson();
}
