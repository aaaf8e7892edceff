using Microsoft.EntityFrameworkCore;
using Sallyport.Access.Policy;

namespace Sallyport.Hub.Storage;

/// <summary>How the policy is kept.</summary>
internal static class PolicyModel
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<ProjectRow>(project =>
        {
            project.ToTable("projects").HasKey(p => p.Name);
            project.Property(p => p.Title).HasDefaultValue("");
        });
        model.Entity<RoleRow>(role =>
        {
            role.ToTable("roles").HasKey(r => r.Name);
            role.Property(r => r.WholeClusterRules).HasDefaultValue("[]");
        });
        model.Entity<AssignmentRow>(assignment =>
        {
            assignment.ToTable("assignments").Property(a => a.Id).ValueGeneratedNever();
            assignment.Property(a => a.SubjectKind).HasConversion(new KnownWord<SubjectKind>());
            assignment.HasIndex(a => a.Name).IsUnique();
        });
        model.Entity<SettingRow>(setting =>
        {
            setting.ToTable("settings").Property(s => s.Id).ValueGeneratedNever();
            setting.Property(s => s.SubjectKind).HasConversion(new KnownWord<SubjectKind>());
            setting.Property(s => s.Capability).HasConversion(new KnownWord<Capability>());
            setting.Property(s => s.Level).HasConversion(new KnownWord<SettingLevel>());
            setting.Property(s => s.TightenedBy).HasDefaultValue("");
            setting.HasIndex(s => s.Name).IsUnique();
        });
        model.Entity<DelegationRow>(delegation =>
        {
            delegation.ToTable("delegations").Property(d => d.Id).ValueGeneratedNever();
            delegation.Property(d => d.SubjectKind).HasConversion(new KnownWord<SubjectKind>());
            delegation.HasIndex(d => d.Name).IsUnique();
        });
        model.Entity<GuardrailRow>().ToTable("guardrails").HasKey(g => g.Name);
        model.Entity<GroupRow>().ToTable("groups").HasKey(g => g.Name);
        foreach (var owned in model.Model.GetEntityTypes().Where(type => type.ClrType.IsAssignableTo(typeof(IOwned))).ToList())
        {
            model.Entity(owned.ClrType).Property(nameof(IOwned.Owner)).HasDefaultValue("");
        }
    }
}
