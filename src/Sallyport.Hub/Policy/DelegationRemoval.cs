using Microsoft.EntityFrameworkCore;
using Sallyport.Access.Policy;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Policy;

/// <summary>A delegation goes with what was set under it, so that nothing of it counts again.</summary>
internal static class DelegationRemoval
{
    /// <returns>The settings that went with it.</returns>
    public static async Task<IReadOnlyList<SettingRow>> RemoveAsync(SallyportDbContext database, DelegationRow row, CancellationToken cancellationToken)
    {
        var settings = await database.Settings.Where(s => s.Delegation == row.Id).ToListAsync(cancellationToken);
        database.Settings.RemoveRange(settings);
        database.Delegations.Remove(row);
        return settings;
    }

    /// <summary>Takes away all that was delegated to a user who leaves: whoever is given the name next must not find it.</summary>
    public static async Task TakeAwayAsync(SallyportDbContext database, string user, CancellationToken cancellationToken)
    {
        foreach (var row in await database.Delegations.Where(d => d.SubjectKind == SubjectKind.User && d.SubjectName == user).ToListAsync(cancellationToken))
        {
            await RemoveAsync(database, row, cancellationToken);
        }
    }
}
