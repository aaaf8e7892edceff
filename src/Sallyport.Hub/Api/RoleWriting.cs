using Microsoft.EntityFrameworkCore;
using Sallyport.Access.Policy;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Api;

/// <summary>Keeps custom roles.</summary>
internal static class RoleWriting
{
    private const int NamesTold = 5;

    /// <summary>
    /// Puts a role in the place of what is there. Its version is the policy's own at its last change: it stands in the name of the
    /// impersonated group, so a role that is made again under an old name must not get back a group that clusters still know.
    /// </summary>
    /// <returns>What was there before; null when nothing was.</returns>
    public static async Task<RoleRow?> PutAsync(SallyportDbContext database, RoleRow? there, RoleRow wanted, CancellationToken cancellationToken)
    {
        var version = checked((int)await database.Organization.Select(o => o.PolicyVersion).SingleAsync(cancellationToken));
        if (there is null)
        {
            wanted.Version = version;
            database.Roles.Add(wanted);
            return null;
        }

        var before = Copy(there);
        wanted.Version = Content(there) == Content(wanted) ? there.Version : Math.Max(version, there.Version + 1);
        (there.Title, there.ReadOnly, there.Rules, there.ClusterRules, there.WholeClusterRules, there.AdministersProjects) = Content(wanted);
        there.Version = wanted.Version;
        return before;
    }

    /// <exception cref="ApiProblemException">409: someone has the role, or a setting speaks of it.</exception>
    public static async Task DemandUnusedAsync(SallyportDbContext database, string role, CancellationToken cancellationToken)
    {
        var holders = await database.Assignments.Where(a => a.Role == role)
            .Select(a => new { a.SubjectKind, a.SubjectName }).Distinct().ToListAsync(cancellationToken);
        var settings = await database.Settings.CountAsync(s => s.SubjectKind == SubjectKind.Role && s.SubjectName == role, cancellationToken);
        if (holders.Count > 0)
        {
            var names = holders.Select(holder => $"{holder.SubjectKind.ToString().ToLowerInvariant()} {holder.SubjectName}").Order(StringComparer.Ordinal).ToList();
            var told = string.Join(", ", names.Take(NamesTold)) + (names.Count > NamesTold ? $" and {names.Count - NamesTold} more" : "");
            throw ApiProblemException.Conflict($"Role {role} is still given to {told}: take those assignments away first.");
        }

        if (settings > 0)
        {
            throw ApiProblemException.Conflict($"Role {role} still has settings of its own ({settings}): remove those first.");
        }
    }

    private static (string Title, bool ReadOnly, string Rules, string ClusterRules, string WholeClusterRules, bool AdministersProjects) Content(RoleRow row) =>
        (row.Title, row.ReadOnly, row.Rules, row.ClusterRules, row.WholeClusterRules, row.AdministersProjects);

    private static RoleRow Copy(RoleRow row) => new()
    {
        Name = row.Name,
        Title = row.Title,
        ReadOnly = row.ReadOnly,
        Version = row.Version,
        Rules = row.Rules,
        ClusterRules = row.ClusterRules,
        WholeClusterRules = row.WholeClusterRules,
        AdministersProjects = row.AdministersProjects,
    };
}
