using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Api.Paging;

/// <summary>Which users a list shows; the store sifts them, for there may be very many.</summary>
internal static class UserFilter
{
    public static readonly string[] Keys = ["group", "kind", "disabled"];

    public static IQueryable<UserRow> Apply(IQueryable<UserRow> users, ListQuery query)
    {
        if (query.Search.Length > 0)
        {
            var search = query.Search;
            users = users.Where(u => u.Name.Contains(search) || u.Memberships.Any(m => m.Group.Contains(search)));
        }

        if (query.Filter("group") is { } group)
        {
            users = users.Where(u => u.Memberships.Any(m => m.Group == group));
        }

        if (query.Choice("kind", ("person", UserKind.Person), ("machine", UserKind.Machine)) is { } kind)
        {
            users = users.Where(u => u.Kind == kind);
        }

        return query.Flag("disabled") is { } disabled ? users.Where(u => u.Disabled == disabled) : users;
    }
}
