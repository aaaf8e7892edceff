using Microsoft.EntityFrameworkCore;
using Sallyport.Access.Policy;
using Sallyport.Hub.Policy;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Api;

/// <summary>Puts a setting in the place of what was said there for the same subject. One with an end goes back by itself.</summary>
internal static class SettingReplacement
{
    /// <returns>What it replaced.</returns>
    public static async Task<IReadOnlyList<SettingRow>> ApplyAsync(
        SallyportDbContext database, SettingRow row, CancellationToken cancellationToken)
    {
        var same = await database.Settings
            .Where(s => s.Capability == row.Capability && s.Place == row.Place
                && s.SubjectKind == row.SubjectKind && s.SubjectName == row.SubjectName)
            .ToListAsync(cancellationToken);
        var replaced = row.Expires is null ? same : ForATime(same, row);
        database.Settings.RemoveRange(replaced);
        database.Settings.Add(row);
        return replaced;
    }

    /// <summary>
    /// The strictest of several holds. So a block for a time lies over what is open; and an opening for a time needs what is
    /// stricter taken away, which may only be done where that comes back by itself: a block, as the default. Of two lists both
    /// would hold.
    /// </summary>
    private static List<SettingRow> ForATime(List<SettingRow> same, SettingRow row)
    {
        if (same.Find(s => s.Expires is null && HoldsBack(s, row)) is { } stricter)
        {
            var isDefault = stricter.Level == SettingLevel.Closed && row.SubjectKind == SubjectKind.Everyone
                && PolicyJson.Read<Scope>(row.Place).Kind == ScopeKind.Organization;
            if (stricter.Locked || !isDefault)
            {
                throw ApiProblemException.Conflict(
                    $"{SettingWords.Name(row.Capability)} is {SettingWords.Value(row.Capability, stricter.Level)} there with no end{(stricter.Locked ? " and locked" : "")}, by {stricter.SetBy}: change that first, or set it without an end.");
            }
        }

        return same.FindAll(s => s.Expires is not null || HoldsBack(s, row));
    }

    private static bool HoldsBack(SettingRow there, SettingRow row) =>
        there.Level < row.Level || (there.Level == SettingLevel.Limited && row.Level == SettingLevel.Limited && there.Commands != row.Commands);
}
