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
    /// The strictest of several holds. So a block for a time lies over what is open; and an opening for a time needs what
    /// blocks taken away, which may only be done where the block comes back by itself, as the default.
    /// </summary>
    private static List<SettingRow> ForATime(List<SettingRow> same, SettingRow row)
    {
        if (row.Opens && same.Find(s => !s.Opens && s.Expires is null) is { } block)
        {
            var isDefault = row.SubjectKind == SubjectKind.Everyone && PolicyJson.Read<Scope>(row.Place).Kind == ScopeKind.Organization;
            if (block.Locked || !isDefault)
            {
                throw ApiProblemException.Conflict(
                    $"{SettingWords.Name(row.Capability)} is {SettingWords.Value(row.Capability, false)} there with no end{(block.Locked ? " and locked" : "")}, by {block.SetBy}: change that first, or set it without an end.");
            }
        }

        return same.FindAll(s => s.Expires is not null || (row.Opens && !s.Opens));
    }
}
