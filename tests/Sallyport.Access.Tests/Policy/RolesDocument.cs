using System.Collections.Immutable;
using System.Text;
using Sallyport.Access.Decisions;
using Sallyport.Access.Enforcement;
using Sallyport.Access.Policy;

namespace Sallyport.Access.Tests.Policy;

/// <summary>Writes docs/roles.md: every built-in role by resource and verb, asked of the same rules that decide.</summary>
internal static class RolesDocument
{
    /// <summary>Custom kinds stand for themselves: discovery adds the real ones, cluster by cluster.</summary>
    private static readonly ImmutableArray<DiscoveredResource> Custom =
    [
        new("any other group", "*any custom kind*", true, ResourceAction.Verbs),
        new("any other group", "*any custom kind*/status", true, ["get", "update", "patch"]),
        new("any other group", "*any custom kind*/scale", true, ["get", "update", "patch"]),
        new("any other group", "*any custom kind*/*any other sub-resource*", true, ["get", "create", "update", "patch", "delete"]),
        new("any other group", "*any custom kind outside namespaces*", false, ResourceAction.Verbs),
    ];

    public static string Write()
    {
        var text = new StringBuilder(Introduction);
        Table(text, "In namespaces", WellKnownResources.All.Concat(Custom).Where(resource => resource.Namespaced));
        Table(text, "Outside namespaces", WellKnownResources.All.Concat(Custom).Where(resource => !resource.Namespaced && !IsAboutOneself(resource)));
        return text.Append(Ending).ToString();
    }

    private static void Table(StringBuilder text, string title, IEnumerable<DiscoveredResource> resources)
    {
        text.Append("\n## ").Append(title).Append("\n\n| group | resource |");
        foreach (var role in BuiltInRoles.All)
        {
            text.Append(' ').Append(role.Title).Append(" |");
        }

        text.Append("\n|---|---|").Append(string.Concat(Enumerable.Repeat("---|", BuiltInRoles.All.Length))).Append('\n');
        foreach (var resource in resources)
        {
            text.Append("| ").Append(resource.ApiGroup.Length == 0 ? "core" : resource.ApiGroup).Append(" | ").Append(Name(resource.Resource)).Append(" |");
            foreach (var role in BuiltInRoles.All)
            {
                text.Append(' ').Append(Cell(role, resource)).Append(" |");
            }

            text.Append('\n');
        }
    }

    private static bool IsAboutOneself(DiscoveredResource resource) => resource.Resource.StartsWith("selfsubject", StringComparison.Ordinal);

    private static string Name(string resource) => resource.Contains('*') ? resource : $"`{resource}`";

    private static string Cell(Role role, DiscoveredResource resource)
    {
        if (resource.Namespaced)
        {
            return Verbs(resource, verb => Action(resource, verb).IsIn(role, role.Rules)) + Held(role, resource);
        }

        var whole = Verbs(resource, verb => Action(resource, verb).IsIn(role, role.WholeClusterRules));
        var anywhere = Verbs(resource, verb => Action(resource, verb).IsIn(role, role.ClusterRules));
        return role.ClusterRules.IsEmpty || whole == anywhere ? whole
            : anywhere.Length == 0 ? whole.Length == 0 ? "" : whole + " (W)"
            : $"{anywhere}; {whole} (W)";
    }

    /// <summary>Reads and writes in one word each where a role has all of them, single verbs otherwise.</summary>
    private static string Verbs(DiscoveredResource resource, Func<string, bool> allows)
    {
        var reads = resource.Verbs.Where(verb => verb is "get" or "list" or "watch").ToArray();
        var writes = resource.Verbs.Except(reads).ToArray();
        var isObject = !resource.Resource.Contains('/');
        string Of(string[] verbs, string word) => isObject && verbs.Length > 1 && verbs.All(allows) ? word : string.Join(", ", verbs.Where(allows));
        return string.Join(", ", new[] { Of(reads, "read"), Of(writes, "write") }.Where(part => part.Length > 0));
    }

    private static string Held(Role role, DiscoveredResource resource)
    {
        var capability = Action(resource, "get").Capability;
        return !role.ReadOnly || capability == Capability.None || !resource.Verbs.Any(verb => Action(resource, verb).IsIn(role, role.Rules))
            ? ""
            : $" if `{CapabilityWords.SettingValue(capability, SettingLevel.Open)}`";
    }

    private static ResourceAction Action(DiscoveredResource resource, string verb)
    {
        var parts = resource.Resource.Replace("*", "").Split('/');
        return new ResourceAction(verb, resource.ApiGroup, parts[0], parts.ElementAtOrDefault(1) ?? "", "");
    }

    private const string Introduction =
        """
        # The built-in roles

        <!-- Generated from src/Sallyport.Access/Policy/BuiltInRoles.cs; change that, then run
             SALLYPORT_UPDATE_GOLDEN=1 dotnet test --project tests/Sallyport.Access.Tests -->

        Every organization has these six roles. A role is assigned to a user or a group at a scope (the organization, a
        project, clusters, or namespaces), for always or until a time; what a person may do is the union of what each
        assignment allows.

        | role | in short |
        |---|---|
        | Organization Admin | everything in every cluster, RBAC included, and the organization itself: settings, roles, people, clusters |
        | Organization Read Only | reads everything in every cluster but Secrets |
        | Project Admin | reads and writes in the namespaces of its scope, with Secrets, shell and port-forward |
        | Project Read Only | reads everything in its scope but Secrets |
        | Namespace Admin | as Project Admin; meant for scopes of single namespaces |
        | Namespace Read Only | as Project Read Only; meant for scopes of single namespaces |

        In the tables:

        - **read** is get, list and watch; **write** is create, update, patch, delete and deletecollection, as far as the
          resource has them. An empty cell is a refusal.
        - **if `secrets: visible`**, **if `shell: allowed`**, **if `port-forward: allowed`**: a read-only role has it only
          where that access setting holds. By default none does. In between lie `secrets: keys-only`, by which Secrets of
          the core group are read with every value hidden, and `shell: listed commands`, by which `pods/exec` runs what is
          listed ([settings.md](settings.md)).
        - **(W)**: only where the assignment covers the whole cluster. What stands without it is open wherever the
          assignment reaches into the cluster: nobody troubleshoots a pending pod without looking at its node.
        - A sub-resource is a right of its own: neither does `pods` give `pods/exec`, nor the other way round. The method
          makes no difference: a GET to `pods/exec` is a shell as much as a POST.

        Whatever the role:

        - Discovery (`/api`, `/apis`, `/openapi`), `/version`, `/healthz`, `/livez`, `/readyz` and the reviews about oneself
          (`kubectl auth can-i`, `kubectl auth whoami`) are open to everyone with any assignment on the cluster. All other
          paths, such as `/metrics`, are for Organization Admins.
        - In the namespace of Sallyport's own agent nobody has more than reads without Secrets, and nobody changes the roles
          and bindings that the agent keeps. Where the agent runs in the cluster, `nodes/proxy` reaches no further than the
          kubelet's healthz, metrics and stats.
        - ConfigMaps in `kube-system` and `kube-public` are changed by Organization Admins alone.
        - A Namespace is read by whoever has a role in it; its name and labels are in the list that everyone with a role in
          the cluster sees.
        - OpenShift's OAuth tokens and clients are credentials by themselves, and for Organization Admins alone.
        - Guardrails, and the ceiling that the cluster's owner chose, cut what is left.

        """;

    private const string Ending =
        """

        ## Good to know

        - Whoever may create or change workloads in a namespace can read its Secrets by way of a pod that mounts them. The
          admin roles have Secrets for that reason; there is no role that writes workloads without.
        - An admin of a scope that takes in `kube-system` can run pods as its service accounts, some of which are worth the
          whole cluster. Leave that namespace out of projects.
        - Read-only roles never add ephemeral containers (`kubectl debug`), not even where `shell` is allowed: such a container
          can take any Secret of its namespace into its environment. A shell does see what its own container mounts.
        - Read-only roles read ConfigMaps, events, logs and custom kinds. Where credentials are kept in those, they are read.
        - An Organization Admin's writes of RBAC objects go to the cluster with all of the role at once, since
          kube-apiserver lets nobody write or bind a role that holds more than they do. That is the eight verbs of the tables
          on every resource that the cluster has, spelled out. So roles that list such verbs and resources can be written and
          bound, Kubernetes' own `view` among them; roles with wildcards, or with other verbs such as `escalate`, `bind`,
          `impersonate` or `use`, cannot, and `edit`, `admin` and `cluster-admin` are of those. Signing or approving
          certificates takes verbs on signers that no role here has.
        """ + "\n";
}
