using Microsoft.EntityFrameworkCore;
using Sallyport.Access.Policy;
using Sallyport.Hub.Policy;
using Sallyport.Hub.Storage;

namespace Sallyport.Scale;

/// <summary>Puts the large organization into a store, beside whatever is there.</summary>
internal static class StoreFilling
{
    private const string By = "scale";

    public static async Task FillAsync(IDbContextFactory<SallyportDbContext> store, CancellationToken cancellationToken)
    {
        await using var database = await store.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        database.ChangeTracker.AutoDetectChangesEnabled = false;
        AddRows(database, LargeOrganization.Instance);
        await database.SaveChangesAsync(cancellationToken);
        // A hub that runs on the store sees that the policy is another one.
        await database.Organization.ExecuteUpdateAsync(set => set.SetProperty(o => o.PolicyVersion, o => o.PolicyVersion + 1), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static void AddRows(SallyportDbContext database, LargeOrganization organization)
    {
        var policy = organization.Document;
        var now = DateTimeOffset.UtcNow;
        foreach (var user in policy.Users)
        {
            var kind = user.Name.StartsWith("machine-", StringComparison.Ordinal) ? UserKind.Machine : UserKind.Person;
            var row = new UserRow { Name = user.Name, Kind = kind, CreatedAt = now };
            row.Memberships.AddRange(user.Groups.Distinct().Select(group => new MembershipRow { User = user.Name, Group = group }));
            database.Users.Add(row);
        }

        database.Projects.AddRange(policy.Projects.Select(project => new ProjectRow { Name = project.Name, Scopes = PolicyJson.Write(project.Scopes) }));
        database.Roles.AddRange(policy.Roles.Select(role => new RoleRow { Name = role.Name, Title = role.Title, ReadOnly = role.ReadOnly, Rules = PolicyJson.Write(role.Rules) }));
        database.Assignments.AddRange(policy.Assignments.Select(assignment => new AssignmentRow
        {
            Id = Guid.NewGuid(),
            Role = assignment.Role,
            SubjectKind = assignment.Subject.Kind,
            SubjectName = assignment.Subject.Name,
            Scope = PolicyJson.Write(assignment.Scope),
            CreatedBy = By,
            CreatedAt = now,
        }));
        database.Settings.AddRange(policy.Settings.Where(setting => setting.Place != Scope.Organization).Select(setting => new SettingRow
        {
            Id = Guid.NewGuid(),
            Capability = setting.Capability,
            Level = setting.Level,
            Place = PolicyJson.Write(setting.Place),
            SubjectKind = setting.Subject.Kind,
            SubjectName = setting.Subject.Name,
            SetBy = By,
            SetAt = now,
        }));
        database.Guardrails.AddRange(policy.Guardrails.Select(guardrail => new GuardrailRow
        {
            Name = guardrail.Name,
            Place = PolicyJson.Write(guardrail.Place),
            Rules = PolicyJson.Write(guardrail.Rules),
            Except = PolicyJson.Write(guardrail.Except),
        }));
        database.Clusters.AddRange(organization.Fleet.Select(cluster => new ClusterRecord
        {
            Id = Guid.NewGuid(),
            Name = cluster.Name,
            Labels = PolicyJson.Write(cluster.Labels.ToDictionary()),
            CreatedAt = now,
        }));
    }
}
