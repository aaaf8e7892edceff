using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Rbac;

/// <summary>All roles and bindings of one moment, looked up by who they are for.</summary>
internal sealed class RoleBook
{
    private readonly Dictionary<string, List<Grant>> _bySubject = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Namespace, string Name), ImmutableArray<Rule>> _roles = [];

    private RoleBook()
    {
    }

    /// <summary>The rules that hold for someone: those of the cluster, then those of one namespace.</summary>
    public IEnumerable<Rule> RulesFor(Identity who, string ns)
    {
        foreach (Grant grant in GrantsOf(who))
        {
            if (grant.Namespace.Length == 0 || grant.Namespace == ns)
            {
                foreach (Rule rule in grant.Rules)
                {
                    yield return rule;
                }
            }
        }
    }

    public ImmutableArray<Rule>? RulesOf(string kind, string ns, string name) =>
        _roles.TryGetValue((kind == "Role" ? ns : "", name), out ImmutableArray<Rule> rules) ? rules : null;

    public static RoleBook Read(ObjectStore store)
    {
        RoleBook book = new();
        foreach (StoredObject role in store.In("clusterroles.rbac.authorization.k8s.io")
            .Concat(store.In("roles.rbac.authorization.k8s.io")))
        {
            book._roles[(role.Namespace, role.Name)] = Rule.ReadAll(role.Read());
        }

        foreach (StoredObject binding in store.In("clusterrolebindings.rbac.authorization.k8s.io")
            .Concat(store.In("rolebindings.rbac.authorization.k8s.io")))
        {
            book.Add(binding);
        }

        return book;
    }

    private void Add(StoredObject binding)
    {
        JsonObject content = binding.Read();
        string kind = content.Text("roleRef", "kind") ?? "";
        if (RulesOf(kind, binding.Namespace, content.Text("roleRef", "name") ?? "") is not { } rules)
        {
            return;
        }

        Grant grant = new(binding.Namespace, rules);
        foreach (JsonObject subject in content.Items("subjects"))
        {
            string name = subject.Text("name") ?? "";
            string key = subject.Text("kind") switch
            {
                "User" => "u:" + name,
                "Group" => "g:" + name,
                "ServiceAccount" =>
                    $"u:{Identity.ServiceAccountPrefix}{subject.Text("namespace") ?? binding.Namespace}:{name}",
                _ => "",
            };
            if (!_bySubject.TryGetValue(key, out List<Grant>? grants))
            {
                _bySubject[key] = grants = [];
            }

            grants.Add(grant);
        }
    }

    private IEnumerable<Grant> GrantsOf(Identity who)
    {
        if (_bySubject.TryGetValue("u:" + who.User, out List<Grant>? own))
        {
            foreach (Grant grant in own)
            {
                yield return grant;
            }
        }

        foreach (string group in who.Groups)
        {
            if (_bySubject.TryGetValue("g:" + group, out List<Grant>? shared))
            {
                foreach (Grant grant in shared)
                {
                    yield return grant;
                }
            }
        }
    }

    private sealed record Grant(string Namespace, ImmutableArray<Rule> Rules);
}
