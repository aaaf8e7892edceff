using System.Collections.Immutable;
using Sallyport.Access.Enforcement;
using Sallyport.Agent.Cluster;

namespace Sallyport.Agent.Reconciling;

/// <summary>A question whose answer tells that kube-apiserver's authorizer, which works from a cache, has seen a change.</summary>
internal sealed record GroupProbe(string Group, AccessReviewSpec Spec, bool Expected)
{
    /// <summary>Asks for what is new in the rules; where nothing is, for what is no longer there.</summary>
    public static GroupProbe? For(string group, RbacRule[]? before, RbacRule[] after)
    {
        var old = Tuples(before ?? []).ToImmutableHashSet();
        var now = Tuples(after).ToImmutableHashSet();
        if (First(now.Except(old)) is { } added)
        {
            return new GroupProbe(group, Ask(group, added), true);
        }

        // What went may still be covered by a wildcard that stayed: then its going cannot be seen.
        if (!now.Any(t => t.IsWild) && First(old.Except(now).Where(t => !t.IsWild)) is { } removed)
        {
            return new GroupProbe(group, Ask(group, removed), false);
        }

        return First(now) is { } any ? new GroupProbe(group, Ask(group, any), true) : null;
    }

    private static Tuple? First(IEnumerable<Tuple> tuples) => tuples
        .OrderBy(t => t.IsWild)
        .ThenBy(t => t.ToString(), StringComparer.Ordinal)
        .FirstOrDefault();

    private static AccessReviewSpec Ask(string group, Tuple tuple)
    {
        _ = ImpersonatedGroup.TryParse(group, out var parsed);
        var spec = new AccessReviewSpec { User = ImpersonatedGroup.Prefix + "probe", Groups = [group] };
        var verb = tuple.Verb == "*" ? "get" : tuple.Verb;
        if (tuple.Path is { } path)
        {
            return spec with { PathAttributes = new AccessReviewPath(path.TrimEnd('*'), verb) };
        }

        var parts = tuple.Resource!.Split('/', 2);
        return spec with
        {
            ResourceAttributes = new AccessReviewResource
            {
                Namespace = parsed.Namespace,
                Verb = verb,
                Group = tuple.ApiGroup == "*" ? "" : tuple.ApiGroup,
                Resource = parts[0] == "*" ? "pods" : parts[0],
                Subresource = parts.Length > 1 ? parts[1] : null,
                Name = tuple.Name,
            },
        };
    }

    private static IEnumerable<Tuple> Tuples(RbacRule[] rules)
    {
        foreach (var rule in rules)
        {
            foreach (var verb in rule.Verbs ?? [])
            {
                foreach (var path in rule.NonResourceUrls ?? [])
                {
                    yield return new Tuple(verb, null, null, null, path);
                }

                foreach (var group in rule.ApiGroups ?? [])
                {
                    foreach (var resource in rule.Resources ?? [])
                    {
                        foreach (var name in rule.ResourceNames ?? [null!])
                        {
                            yield return new Tuple(verb, group, resource, name, null);
                        }
                    }
                }
            }
        }
    }

    private sealed record Tuple(string Verb, string? ApiGroup, string? Resource, string? Name, string? Path)
    {
        public bool IsWild => Verb == "*" || ApiGroup == "*" || Resource is "*" or "*/*" || Name is not null;
    }
}
