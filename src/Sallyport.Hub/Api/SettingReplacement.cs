using Microsoft.EntityFrameworkCore;
using Sallyport.Access.Policy;
using Sallyport.Hub.Policy;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Api;

/// <summary>Puts a setting in the place of what was said there for the same subject. One with an end goes back by itself.</summary>
internal static class SettingReplacement
{
    /// <exception cref="ApiProblemException">409: something holds it back that this right does not change.</exception>
    public static async Task<Replacement> ApplyAsync(SallyportDbContext database, SettingRow row, CancellationToken cancellationToken)
    {
        var there = await ThereAsync(database, row, cancellationToken);
        // A project's tightenings lie over what the organization set, and neither takes the other's place.
        var (same, others) = Split(there, other => other.TightenedBy == row.TightenedBy);
        if (row.Delegation is { } delegation)
        {
            (same, var beyond) = Split(same, other => other.Delegation == delegation);
            if (beyond.Find(other => HoldsBack(other, row)) is { } held)
            {
                throw ApiProblemException.Conflict(
                    $"{SettingWords.Name(row.Capability)} is {SettingWords.Value(held)} {SettingWords.Where(held)}, by {held.SetBy}: only Organization Admins change that.");
            }
        }

        var replaced = row.Expires is null ? same : ForATime(same, row);
        database.Settings.RemoveRange(replaced);
        database.Settings.Add(row);
        return new Replacement(row, replaced, others.FindAll(other => other.TightenedBy.Length > 0 && HoldsBack(other, row)));
    }

    /// <summary>What is said at the same place for the same subject.</summary>
    public static Task<List<SettingRow>> ThereAsync(SallyportDbContext database, SettingRow row, CancellationToken cancellationToken) =>
        database.Settings
            .Where(s => s.Capability == row.Capability && s.Place == row.Place
                && s.SubjectKind == row.SubjectKind && s.SubjectName == row.SubjectName)
            .ToListAsync(cancellationToken);

    private static (List<SettingRow> Those, List<SettingRow> Others) Split(List<SettingRow> rows, Func<SettingRow, bool> those) =>
        ([.. rows.Where(those)], [.. rows.Where(row => !those(row))]);

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

    private static bool HoldsBack(SettingRow there, SettingRow row) => !(there.Expires <= row.SetAt) && IsTighter(there, row);

    private static bool IsTighter(SettingRow there, SettingRow row) =>
        there.Level < row.Level || (there.Level == SettingLevel.Limited && row.Level == SettingLevel.Limited && there.Commands != row.Commands);
}

/// <summary>What came of putting a setting in its place.</summary>
/// <param name="Row">The setting.</param>
/// <param name="Replaced">What it took the place of.</param>
/// <param name="Tighter">What the admins of projects tightened there, which stays.</param>
internal sealed record Replacement(SettingRow Row, IReadOnlyList<SettingRow> Replaced, IReadOnlyList<SettingRow> Tighter)
{
    public IEnumerable<string> Warnings => Tighter
        .Select(row => $"It stays {SettingWords.Value(row)} there: {row.SetBy} tightened it for project {row.TightenedBy}.")
        .Concat(Row.TightenedBy.Length > 0 && Row.Level != SettingLevel.Closed
            ? ["A project's setting only tightens: where less is open, less stays open."]
            : []);
}
