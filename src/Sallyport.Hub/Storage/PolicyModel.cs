using Microsoft.EntityFrameworkCore;

namespace Sallyport.Hub.Storage;

/// <summary>How the policy is kept.</summary>
internal static class PolicyModel
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<ProjectRow>().ToTable("projects").HasKey(p => p.Name);
        model.Entity<RoleRow>().ToTable("roles").HasKey(r => r.Name);
        model.Entity<AssignmentRow>(assignment =>
        {
            assignment.ToTable("assignments").Property(a => a.Id).ValueGeneratedNever();
            assignment.Property(a => a.SubjectKind).HasConversion<string>();
            assignment.HasIndex(a => a.Name).IsUnique();
        });
        model.Entity<SettingRow>(setting =>
        {
            setting.ToTable("settings").Property(s => s.Id).ValueGeneratedNever();
            setting.Property(s => s.SubjectKind).HasConversion<string>();
            setting.Property(s => s.Capability).HasConversion<string>();
            setting.Property(s => s.Level).HasConversion<string>();
            setting.HasIndex(s => s.Name).IsUnique();
        });
        model.Entity<GuardrailRow>().ToTable("guardrails").HasKey(g => g.Name);
        model.Entity<GroupRow>().ToTable("groups").HasKey(g => g.Name);
        foreach (var owned in model.Model.GetEntityTypes().Where(type => type.ClrType.IsAssignableTo(typeof(IOwned))).ToList())
        {
            model.Entity(owned.ClrType).Property(nameof(IOwned.Owner)).HasDefaultValue("");
        }
    }
}
