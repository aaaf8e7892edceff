using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Sallyport.Demo.Http;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Rbac;

/// <summary>RBAC over the roles and bindings in the store.</summary>
internal sealed class Authorizer
{
    private const string Group = ".rbac.authorization.k8s.io";
    private readonly ObjectStore _store;
    private volatile RoleBook? _book;

    public Authorizer(ObjectStore store)
    {
        _store = store;
        store.Changed += change =>
        {
            if (change.StorageKey.EndsWith(Group, StringComparison.Ordinal))
            {
                _book = null;
            }
        };
    }

    public RoleBook Book
    {
        get
        {
            RoleBook? book = _book;
            if (book is null)
            {
                book = RoleBook.Read(_store);
                _book = book;
            }

            return book;
        }
    }

    public bool Allows(Identity who, AccessAttributes asked) =>
        who.Groups.Contains(Identity.Masters)
        || Book.RulesFor(who, asked.Namespace).Any(rule => rule.Allows(asked));

    public void Demand(Identity who, AccessAttributes asked)
    {
        if (!Allows(who, asked))
        {
            throw Refusal(who, asked);
        }
    }

    private static ApiException Refusal(Identity who, AccessAttributes asked)
    {
        if (!asked.IsResource)
        {
            return ApiException.Forbidden($"forbidden: User \"{who.User}\" cannot {asked.Verb} path \"{asked.Path}\"");
        }

        string groupResource = asked.Group.Length == 0 ? asked.Resource : $"{asked.Resource}.{asked.Group}";
        string named = asked.Name.Length == 0 ? groupResource : $"{groupResource} \"{asked.Name}\"";
        string where = asked.Namespace.Length == 0 ? "at the cluster scope" : $"in the namespace \"{asked.Namespace}\"";
        JsonObject details = [];
        if (asked.Name.Length > 0)
        {
            details["name"] = asked.Name;
        }

        if (asked.Group.Length > 0)
        {
            details["group"] = asked.Group;
        }

        details["kind"] = asked.Resource;
        return ApiException.Forbidden($"{named} is forbidden: User \"{who.User}\" cannot {asked.Verb} resource " +
            $"\"{asked.FullResource}\" in API group \"{asked.Group}\" {where}", details);
    }

    public ImmutableArray<Rule> RulesOf(Identity who, string ns) => who.Groups.Contains(Identity.Masters)
        ? [new(["*"], ["*"], ["*"], [], []), new(["*"], [], [], [], ["*"])]
        : [.. Book.RulesFor(who, ns)];
}
