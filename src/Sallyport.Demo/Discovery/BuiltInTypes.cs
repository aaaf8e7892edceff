using System.Collections.Immutable;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Discovery;

/// <summary>The kinds every cluster has, in the order discovery lists them.</summary>
internal static class BuiltInTypes
{
    private static readonly ImmutableArray<string> ReadOnly = ["get", "list"];
    private static readonly ImmutableArray<string> Change = ["get", "patch", "update"];
    private static readonly Subresource ScaleOf = new("scale", "Scale", Change) { KindOf = ("autoscaling", "v1") };

    public static readonly ImmutableArray<ResourceType> All =
    [
        Core("configmaps", "ConfigMap", "cm"),
        Core("endpoints", "Endpoints", "ep") with { Singular = "endpoints", PutCreates = true },
        Core("events", "Event", "ev") with { PutCreates = true },
        CoreCluster("namespaces", "Namespace", "ns") with
        {
            Subresources = [new("finalize", "Namespace", ["update"]), Status("Namespace")],
            Verbs = [.. ResourceType.EveryVerb.Remove("deletecollection")],
        },
        CoreCluster("nodes", "Node", "no") with { Subresources = [Status("Node")] },
        Core("persistentvolumeclaims", "PersistentVolumeClaim", "pvc") with
        {
            Subresources = [Status("PersistentVolumeClaim")],
        },
        CoreCluster("persistentvolumes", "PersistentVolume", "pv") with { Subresources = [Status("PersistentVolume")] },
        Core("pods", "Pod", "po") with
        {
            Categories = ["all"],
            Subresources =
            [
                new("attach", "PodAttachOptions", ["create", "get"]),
                new("ephemeralcontainers", "Pod", Change),
                new("eviction", "Eviction", ["create"]) { KindOf = ("policy", "v1") },
                new("exec", "PodExecOptions", ["create", "get"]),
                new("log", "Pod", ["get"]),
                new("portforward", "PodPortForwardOptions", ["create", "get"]),
                Status("Pod"),
            ],
        },
        Core("secrets", "Secret"),
        Core("serviceaccounts", "ServiceAccount", "sa") with
        {
            Subresources = [new("token", "TokenRequest", ["create"]) { KindOf = ("authentication.k8s.io", "v1") }],
        },
        Core("services", "Service", "svc") with
        {
            Categories = ["all"],
            Subresources = [Status("Service")],
            PutCreates = true,
        },
        Cluster("apiextensions.k8s.io", "customresourcedefinitions", "CustomResourceDefinition", "crd", "crds") with
        {
            Categories = ["api-extensions"],
            Subresources = [Status("CustomResourceDefinition")],
        },
        Apps("daemonsets", "DaemonSet", "ds"),
        Apps("deployments", "Deployment", "deploy") with { Subresources = [ScaleOf, Status("Deployment")] },
        Apps("replicasets", "ReplicaSet", "rs") with { Subresources = [ScaleOf, Status("ReplicaSet")] },
        Apps("statefulsets", "StatefulSet", "sts") with { Subresources = [ScaleOf, Status("StatefulSet")] },
        Review("authentication.k8s.io", "selfsubjectreviews", "SelfSubjectReview"),
        Review("authorization.k8s.io", "localsubjectaccessreviews", "LocalSubjectAccessReview") with
        {
            Namespaced = true,
        },
        Review("authorization.k8s.io", "selfsubjectaccessreviews", "SelfSubjectAccessReview"),
        Review("authorization.k8s.io", "selfsubjectrulesreviews", "SelfSubjectRulesReview"),
        Review("authorization.k8s.io", "subjectaccessreviews", "SubjectAccessReview"),
        Batch("cronjobs", "CronJob", "cj"),
        Batch("jobs", "Job"),
        Namespaced("coordination.k8s.io", "leases", "Lease") with { PutCreates = true },
        Namespaced("discovery.k8s.io", "endpointslices", "EndpointSlice"),
        Namespaced("events.k8s.io", "events", "Event", "ev") with { StoredAs = "events", Verbs = ["get", "list", "watch"] },
        Namespaced("metrics.k8s.io", "pods", "PodMetrics") with { Version = "v1beta1", Singular = "", Verbs = ReadOnly },
        Cluster("metrics.k8s.io", "nodes", "NodeMetrics") with { Version = "v1beta1", Singular = "", Verbs = ReadOnly },
        Namespaced("networking.k8s.io", "ingresses", "Ingress", "ing") with { Subresources = [Status("Ingress")] },
        Rbac("clusterrolebindings", "ClusterRoleBinding", false),
        Rbac("clusterroles", "ClusterRole", false),
        Rbac("rolebindings", "RoleBinding", true),
        Rbac("roles", "Role", true),
        Cluster("scheduling.k8s.io", "priorityclasses", "PriorityClass", "pc"),
        Cluster("storage.k8s.io", "storageclasses", "StorageClass", "sc"),
    ];

    public static Subresource Status(string kind) => new("status", kind, Change);

    private static ResourceType Core(string plural, string kind, params ImmutableArray<string> shortNames) =>
        new("", "v1", plural, kind, true) { ShortNames = shortNames };

    private static ResourceType CoreCluster(string plural, string kind, params ImmutableArray<string> shortNames) =>
        new("", "v1", plural, kind, false) { ShortNames = shortNames };

    private static ResourceType Namespaced(
        string group, string plural, string kind, params ImmutableArray<string> shortNames) =>
        new(group, "v1", plural, kind, true) { ShortNames = shortNames };

    private static ResourceType Cluster(
        string group, string plural, string kind, params ImmutableArray<string> shortNames) =>
        new(group, "v1", plural, kind, false) { ShortNames = shortNames };

    private static ResourceType Apps(string plural, string kind, string shortName) =>
        Namespaced("apps", plural, kind, shortName) with { Categories = ["all"], Subresources = [Status(kind)] };

    private static ResourceType Batch(string plural, string kind, params ImmutableArray<string> shortNames) =>
        Namespaced("batch", plural, kind, shortNames) with { Categories = ["all"], Subresources = [Status(kind)] };

    private static ResourceType Rbac(string plural, string kind, bool namespaced) =>
        new("rbac.authorization.k8s.io", "v1", plural, kind, namespaced) { PutCreates = true };

    private static ResourceType Review(string group, string plural, string kind) =>
        Cluster(group, plural, kind) with { Verbs = ["create"] };
}
