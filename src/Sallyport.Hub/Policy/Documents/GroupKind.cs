using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Sallyport.Access.Policy;
using Sallyport.Hub.Api;
using Sallyport.Hub.Identity;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Policy.Documents;

/// <summary>The members of groups in files, as far as they are ours to say: what a provider says of people stays with it.</summary>
internal sealed class GroupKind : DocumentKind
{
    public override string Name => "Group";

    public override string? NameProblem(string name) => UserName.IsValid(name) ? null : $"metadata.name is {UserName.Rule}.";

    public override async Task<IReadOnlyList<StoredObject>> LoadAsync(SallyportDbContext database, CancellationToken cancellationToken)
    {
        var rows = (await database.Groups.ToListAsync(cancellationToken)).ToDictionary(row => row.Name, StringComparer.Ordinal);
        var members = (await database.Memberships.Where(m => m.Source == "").ToListAsync(cancellationToken))
            .ToLookup(membership => membership.Group, membership => membership.User, StringComparer.Ordinal);
        return
        [
            .. rows.Keys.Union(members.Select(group => group.Key), StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Select(name => new StoredObject(this, name, rows.GetValueOrDefault(name), Show(name, new Members([.. members[name]])))),
        ];
    }

    public override object Read(string name, JsonElement spec) => Read<Members>(spec);

    public override void Check(Validity validity, string name, object spec, PolicyDocument policy)
    {
        var known = policy.Users.Select(user => user.Name).ToHashSet(StringComparer.Ordinal);
        var named = ((Members)spec).Of;
        for (var i = 0; i < named.Count; i++)
        {
            using var at = validity.Under($"members/{i}");
            validity.Demand(named[i] is not null && known.Contains(named[i]), $"There is no user {named[i]}: people are added before they are in a group.");
        }
    }

    public override JsonObject Show(string name, object spec) =>
        new() { ["members"] = DocumentJson.Array(((Members)spec).Of.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)) };

    public override async Task<IOwned> WriteAsync(SallyportDbContext database, StoredObject? there, string name, object spec, Author author)
    {
        var wanted = ((Members)spec).Of.OfType<string>().ToHashSet(StringComparer.Ordinal);
        var now = await database.Memberships.Where(m => m.Source == "" && m.Group == name).ToListAsync(author.Cancelled);
        database.Memberships.RemoveRange(now.Where(membership => !wanted.Contains(membership.User)));
        wanted.ExceptWith(now.Select(membership => membership.User));
        // Who is not there is told by the check; the row could not be kept.
        var known = await database.Users.Where(u => wanted.Contains(u.Name)).Select(u => u.Name).ToListAsync(author.Cancelled);
        database.Memberships.AddRange(known.Select(user => new MembershipRow { User = user, Group = name }));
        if (there?.Row is { } row)
        {
            return row;
        }

        var group = new GroupRow { Name = name };
        database.Groups.Add(group);
        return group;
    }

    public override async Task<IReadOnlyList<ObjectChange>> RemoveAsync(SallyportDbContext database, StoredObject there, Author author)
    {
        database.Memberships.RemoveRange(await database.Memberships.Where(m => m.Source == "" && m.Group == there.Name).ToListAsync(author.Cancelled));
        return await base.RemoveAsync(database, there, author);
    }

    private sealed record Members([property: System.Text.Json.Serialization.JsonPropertyName("members")] IReadOnlyList<string> Of);
}
