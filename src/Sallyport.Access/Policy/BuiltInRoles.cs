using System.Collections.Immutable;

namespace Sallyport.Access.Policy;

/// <summary>
/// The six roles that every organization has, as data. What a change of them asks for besides: a higher
/// <see cref="Role.Version"/>, since agents keep the cluster's roles by version.
/// </summary>
public static class BuiltInRoles
{
    /// <summary>The role that, at the organization, reads all of its policy.</summary>
    public const string OrganizationReadOnly = "organization-read-only";

    private const int Version = 1;

    private static readonly ImmutableArray<string> Reads = ["get", "list", "watch"];
    private static readonly ImmutableArray<string> Writes = ["create", "update", "patch", "delete", "deletecollection"];
    private static readonly ImmutableArray<string> AllVerbs = [.. Reads, .. Writes];

    /// <summary>Every resource, custom kinds included, with the sub-resources that are nothing but another view of it.</summary>
    private static readonly PolicyRule ReadEverything = Rule(["*"], ["*", "*/status", "*/scale"], Reads);

    private static readonly PolicyRule ReadLogs = Rule([""], ["pods/log"], ["get"]);

    /// <summary>Custom metrics have the name of the metric where a sub-resource stands.</summary>
    private static readonly PolicyRule ReadMetrics = Rule(["custom.metrics.k8s.io"], ["*/*"], ["get", "list"]);

    private static readonly PolicyRule OpenShells = Rule([""], ["pods/exec", "pods/attach"], ["get", "create"]);
    private static readonly PolicyRule ForwardPorts = Rule([""], ["pods/portforward"], ["get", "create"]);

    /// <summary>A read-only role's shells, port-forwards and Secrets stand in its rules; access settings hold them back.</summary>
    private static readonly ImmutableArray<PolicyRule> ReadOnlyRules = [ReadEverything, ReadLogs, ReadMetrics, OpenShells, ForwardPorts];

    private static readonly ImmutableArray<PolicyRule> AdminRules =
    [
        .. ReadOnlyRules,
        Rule(["*"], ["*", "*/scale"], Writes),
        Rule([""], ["pods/eviction"], ["create"]),
        Rule([""], ["pods/resize"], ["get", "update", "patch"]),
        Rule([""], ["pods/proxy", "services/proxy"], ["get", "create", "update", "patch", "delete"]),
    ];

    /// <summary>What nobody troubleshoots a pending pod without.</summary>
    private static readonly ImmutableArray<PolicyRule> ClusterReads =
    [
        Rule([""], ["nodes", "nodes/status", "persistentvolumes", "persistentvolumes/status"], Reads),
        Rule([""], ["namespaces"], ["list", "watch"]),
        Rule(["storage.k8s.io"], ["storageclasses"], Reads),
        Rule(["scheduling.k8s.io"], ["priorityclasses"], Reads),
        Rule(["apiextensions.k8s.io"], ["customresourcedefinitions", "customresourcedefinitions/status"], Reads),
        Rule(["metrics.k8s.io"], ["nodes"], Reads),
    ];

    /// <summary>
    /// Kinds whose objects are credentials by themselves: OpenShift's tokens, Rancher's tokens and kubeconfigs, and Cluster
    /// API's join configuration, which carries a bootstrap token.
    /// </summary>
    private static readonly ImmutableArray<PolicyRule> CredentialKinds =
    [
        Rule(["oauth.openshift.io"], ["oauthaccesstokens", "oauthauthorizetokens", "oauthclients", "useroauthaccesstokens"], ["*"]),
        Rule(["management.cattle.io"], ["clusterregistrationtokens", "samltokens", "tokens"], ["*"]),
        Rule(["ext.cattle.io"], ["kubeconfigs", "tokens"], ["*"]),
        Rule(["bootstrap.cluster.x-k8s.io"], ["kubeadmconfigs"], ["*"]),
    ];

    /// <summary>
    /// What an admin below the organization does not write: whatever would reach beyond the namespaces of its scope, or
    /// change who may do what in the cluster.
    /// </summary>
    private static readonly ImmutableArray<PolicyRule> BelowOrganization =
    [
        .. CredentialKinds,
        Rule([""], ["nodes", "nodes/*", "namespaces", "namespaces/*", "persistentvolumes", "bindings", "endpoints"], Writes),
        Rule(["discovery.k8s.io"], ["endpointslices"], Writes),
        Rule(
            [
                "rbac.authorization.k8s.io", "authorization.k8s.io", "authentication.k8s.io", "admissionregistration.k8s.io",
                "apiregistration.k8s.io", "apiextensions.k8s.io", "certificates.k8s.io", "authorization.openshift.io",
            ],
            ["*"],
            Writes),
    ];

    /// <summary>All six, from widest to narrowest.</summary>
    public static ImmutableArray<Role> All { get; } =
    [
        new Role
        {
            Name = "organization-admin",
            Title = "Organization Admin",
            ReadOnly = false,
            Version = Version,
            AdministersOrganization = true,
            Rules =
            [
                Rule(["*"], ["*", "*/*"], AllVerbs),
                new PolicyRule { NonResourceUrls = ["*"], Verbs = ["get", "head", "post", "put", "patch", "delete"] },
            ],
            WholeClusterRules = [Rule(["*"], ["*", "*/*"], AllVerbs)],
        },
        ReadOnly(OrganizationReadOnly, "Organization Read Only"),
        Admin("project-admin", "Project Admin") with { AdministersProjects = true },
        ReadOnly("project-read-only", "Project Read Only"),
        Admin("namespace-admin", "Namespace Admin"),
        ReadOnly("namespace-read-only", "Namespace Read Only"),
    ];

    /// <summary>The built-in role of that name; null when there is none.</summary>
    public static Role? Find(string name) => All.FirstOrDefault(role => role.Name == name);

    /// <summary>Whether a role's place is the organization: it is never for a project's admins to give.</summary>
    internal static bool IsOfOrganization(string name) => name is "organization-admin" or OrganizationReadOnly;

    private static Role ReadOnly(string name, string title) => new()
    {
        Name = name,
        Title = title,
        ReadOnly = true,
        Version = Version,
        Rules = ReadOnlyRules,
        ClusterRules = ClusterReads,
        WholeClusterRules = [ReadEverything],
        Except = CredentialKinds,
    };

    private static Role Admin(string name, string title) => new()
    {
        Name = name,
        Title = title,
        ReadOnly = false,
        Version = Version,
        Rules = AdminRules,
        ClusterRules = ClusterReads,
        WholeClusterRules = [ReadEverything],
        Except = BelowOrganization,
    };

    private static PolicyRule Rule(ImmutableArray<string> groups, ImmutableArray<string> resources, ImmutableArray<string> verbs) =>
        new() { ApiGroups = groups, Resources = resources, Verbs = verbs };
}
