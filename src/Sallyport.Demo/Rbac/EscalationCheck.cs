using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Sallyport.Demo.Http;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Rbac;

/// <summary>Nobody grants what they do not hold, unless they hold <c>escalate</c> or <c>bind</c>.</summary>
internal sealed class EscalationCheck(Authorizer authorizer)
{
    private const string Api = "rbac.authorization.k8s.io";

    /// <summary>Holds a role or binding about to be kept against the rights of the one who writes it.</summary>
    public void Demand(Identity who, ResourceType type, JsonObject? before, JsonObject after)
    {
        if (type.Group != Api || who.Groups.Contains(Identity.Masters))
        {
            return;
        }

        string name = after.Text("metadata", "name") ?? "";
        string ns = after.Text("metadata", "namespace") ?? "";
        switch (type.Plural)
        {
            case "clusterroles" or "roles":
                if (JsonNode.DeepEquals(before?["rules"], after["rules"])
                    && JsonNode.DeepEquals(before?["aggregationRule"], after["aggregationRule"]))
                {
                    return;
                }

                DemandRole(who, type, name, ns, after);
                break;
            case "clusterrolebindings" or "rolebindings":
                if (before is not null && JsonNode.DeepEquals(before["subjects"], after["subjects"]))
                {
                    return;
                }

                DemandBinding(who, type, name, ns, after);
                break;
            default:
                break;
        }
    }

    private void DemandRole(Identity who, ResourceType type, string name, string ns, JsonObject role)
    {
        AccessAttributes escalate = new("escalate") { Group = Api, Resource = type.Plural, Namespace = ns, Name = name };
        if (authorizer.Allows(who, escalate))
        {
            return;
        }

        if (role["aggregationRule"] is JsonObject)
        {
            Demand(who, type, name, ns, [new(["*"], ["*"], ["*"], [], []), new(["*"], [], [], [], ["*"])]);
        }

        Demand(who, type, name, ns, Rule.ReadAll(role));
    }

    private void DemandBinding(Identity who, ResourceType type, string name, string ns, JsonObject binding)
    {
        string kind = binding.Text("roleRef", "kind") ?? "";
        string role = binding.Text("roleRef", "name") ?? "";
        AccessAttributes bind = new("bind")
        {
            Group = Api,
            Resource = kind == "Role" ? "roles" : "clusterroles",
            Namespace = ns,
            Name = role,
        };
        if (authorizer.Allows(who, bind))
        {
            return;
        }

        if (authorizer.Book.RulesOf(kind, ns, role) is not { } rules)
        {
            throw ApiException.NotFound(kind == "Role" ? $"roles.{Api}" : $"clusterroles.{Api}", role);
        }

        Demand(who, type, name, ns, rules);
    }

    private void Demand(Identity who, ResourceType type, string name, string ns, ImmutableArray<Rule> wanted)
    {
        ImmutableArray<Rule> held = authorizer.RulesOf(who, ns);
        List<Rule> missing = [.. wanted.SelectMany(Atoms).Where(atom => !held.Any(rule => Covers(rule, atom)))];
        if (missing.Count > 0)
        {
            throw ApiException.Forbidden(
                $"{type.GroupResource} \"{name}\" is forbidden: user \"{who.User}\" " +
                $"(groups=[{string.Join(' ', who.Groups.Select(group => $"\"{group}\""))}]) " +
                "is attempting to grant RBAC permissions not currently held:\n" +
                string.Join('\n', missing.Select(Describe)),
                new JsonObject { ["name"] = name, ["group"] = Api, ["kind"] = type.Plural });
        }
    }

    private static IEnumerable<Rule> Atoms(Rule rule)
    {
        foreach (string verb in rule.Verbs)
        {
            foreach (string path in rule.Paths)
            {
                yield return new Rule([verb], [], [], [], [path]);
            }

            foreach (string group in rule.Groups)
            {
                foreach (string resource in rule.Resources)
                {
                    foreach (string name in rule.Names.DefaultIfEmpty(""))
                    {
                        yield return new Rule([verb], [group], [resource], name.Length == 0 ? [] : [name], []);
                    }
                }
            }
        }
    }

    private static bool Covers(Rule held, Rule atom)
    {
        if (!held.Verbs.Contains("*") && !held.Verbs.Contains(atom.Verbs[0]))
        {
            return false;
        }

        if (!atom.Paths.IsEmpty)
        {
            string path = atom.Paths[0];
            return held.Paths.Any(allowed => allowed == "*" || allowed == path
                || (allowed.EndsWith('*') && path.StartsWith(allowed.TrimEnd('*'), StringComparison.Ordinal)));
        }

        string resource = atom.Resources[0];
        return (held.Groups.Contains("*") || held.Groups.Contains(atom.Groups[0]))
            && (held.Resources.Contains("*") || held.Resources.Contains(resource)
                || (resource.Contains('/') && held.Resources.Contains("*/" + resource.Split('/', 2)[1])))
            && (held.Names.IsEmpty || (!atom.Names.IsEmpty && held.Names.Contains(atom.Names[0])));
    }

    private static string Describe(Rule atom)
    {
        List<string> parts = [];
        Add("APIGroups", atom.Groups);
        Add("Resources", atom.Resources);
        Add("ResourceNames", atom.Names);
        Add("NonResourceURLs", atom.Paths);
        Add("Verbs", atom.Verbs);
        return $"{{{string.Join(", ", parts)}}}";

        void Add(string label, ImmutableArray<string> values)
        {
            if (!values.IsEmpty)
            {
                parts.Add($"{label}:[{string.Join(", ", values.Select(value => $"\"{value}\""))}]");
            }
        }
    }
}
