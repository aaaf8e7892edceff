using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Sallyport.Access.Policy;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Policy;

/// <summary>
/// Holds every change of the store against the owners of what it touches: what somebody's files keep, those files alone change,
/// whichever endpoint is asked.
/// </summary>
internal sealed class Ownership(string acting, IReadOnlyDictionary<string, string> groups)
{
    /// <summary>Watches over what a store is told from here on.</summary>
    /// <param name="database">The store, in its transaction.</param>
    /// <param name="acting">The owner whose files are applied; empty for everybody else.</param>
    /// <param name="cancellationToken">Ends the question about groups.</param>
    public static async Task WatchAsync(SallyportDbContext database, string acting, CancellationToken cancellationToken)
    {
        var groups = await database.Groups.AsNoTracking().Where(g => g.Owner != "" && g.Owner != acting)
            .ToDictionaryAsync(g => g.Name, g => g.Owner, cancellationToken);
        var ownership = new Ownership(acting, groups);
        database.SavingChanges += (_, _) => ownership.Demand(database);
    }

    private void Demand(SallyportDbContext database)
    {
        var leaving = database.ChangeTracker.Entries<UserRow>()
            .Where(entry => entry.State == EntityState.Deleted).Select(entry => entry.Entity.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var entry in database.ChangeTracker.Entries<IOwned>().Where(entry => entry.State is EntityState.Modified or EntityState.Deleted))
        {
            if (entry.Property(row => row.Owner).OriginalValue is { Length: > 0 } owner && owner != acting && !GoesWithItsUser(entry, leaving))
            {
                throw new OwnedElsewhereException(What(entry.Entity), owner);
            }
        }

        foreach (var entry in database.ChangeTracker.Entries<MembershipRow>().Where(entry => entry.State is EntityState.Added or EntityState.Deleted))
        {
            if (entry.Entity.Source.Length == 0 && groups.TryGetValue(entry.Entity.Group, out var owner) && !leaving.Contains(entry.Entity.User))
            {
                throw new OwnedElsewhereException($"Group {entry.Entity.Group}", owner);
            }
        }
    }

    /// <summary>Somebody who leaves must be removable at once: nothing of theirs stays, whoever wrote it down.</summary>
    private static bool GoesWithItsUser(EntityEntry<IOwned> entry, HashSet<string> leaving) => leaving.Count > 0 && entry.Entity switch
    {
        AssignmentRow { SubjectKind: SubjectKind.User } row => leaving.Contains(row.SubjectName),
        DelegationRow { SubjectKind: SubjectKind.User } row => leaving.Contains(row.SubjectName),
        GuardrailRow => entry.State == EntityState.Modified
            && entry.Properties.All(property => !property.IsModified || property.Metadata.Name == nameof(GuardrailRow.Except)),
        _ => false,
    };

    private static string What(IOwned row) => row switch
    {
        ProjectRow project => $"Project {project.Name}",
        RoleRow role => $"Role {role.Name}",
        AssignmentRow assignment => $"Assignment {assignment.Name ?? assignment.Id.ToString()}",
        SettingRow setting => $"The setting {setting.Name ?? setting.Id.ToString()}",
        GuardrailRow guardrail => $"Guardrail {guardrail.Name}",
        DelegationRow delegation => $"Delegation {delegation.Name ?? delegation.Id.ToString()}",
        GroupRow group => $"Group {group.Name}",
        _ => "It",
    };
}

/// <summary>A change to something that somebody else's files keep.</summary>
internal sealed class OwnedElsewhereException(string what, string owner)
    : Exception($"{what} is kept by the policy files of {owner}: change it there, and apply them with --owner {owner}.");
