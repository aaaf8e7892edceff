using Microsoft.EntityFrameworkCore;

namespace Sallyport.Hub.Storage;

/// <summary>The store. Its two forms differ in their migrations and in how they keep a time.</summary>
internal abstract class SallyportDbContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<OrganizationRow> Organization => Set<OrganizationRow>();

    public DbSet<UserRow> Users => Set<UserRow>();

    public DbSet<MembershipRow> Memberships => Set<MembershipRow>();

    public DbSet<CredentialRow> Credentials => Set<CredentialRow>();

    public DbSet<ClusterRecord> Clusters => Set<ClusterRecord>();

    public DbSet<CertificateAuthorityRow> CertificateAuthorities => Set<CertificateAuthorityRow>();

    public DbSet<ProjectRow> Projects => Set<ProjectRow>();

    public DbSet<RoleRow> Roles => Set<RoleRow>();

    public DbSet<AssignmentRow> Assignments => Set<AssignmentRow>();

    public DbSet<SettingRow> Settings => Set<SettingRow>();

    public DbSet<GuardrailRow> Guardrails => Set<GuardrailRow>();

    public DbSet<AuditEventRow> AuditEvents => Set<AuditEventRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<OrganizationRow>().ToTable("organization").Property(o => o.Id).ValueGeneratedNever();
        modelBuilder.Entity<UserRow>(user =>
        {
            user.ToTable("users").HasKey(u => u.Name);
            user.HasMany(u => u.Memberships).WithOne().HasForeignKey(m => m.User);
        });
        modelBuilder.Entity<MembershipRow>().ToTable("memberships").HasKey(m => new { m.User, m.Group });
        modelBuilder.Entity<CredentialRow>(credential =>
        {
            credential.ToTable("credentials").Property(c => c.Id).ValueGeneratedNever();
            credential.HasIndex(c => c.Hash).IsUnique();
            credential.HasOne<UserRow>().WithMany().HasForeignKey(c => c.User);
        });
        modelBuilder.Entity<ClusterRecord>(cluster =>
        {
            cluster.ToTable("clusters").Property(c => c.Id).ValueGeneratedNever();
            // A removed cluster gives its name back.
            cluster.HasIndex(c => c.Name).IsUnique().HasFilter("\"RemovedAt\" IS NULL");
        });
        modelBuilder.Entity<CertificateAuthorityRow>().ToTable("certificate_authorities").HasKey(a => a.Issuer);
        modelBuilder.Entity<ProjectRow>().ToTable("projects").HasKey(p => p.Name);
        modelBuilder.Entity<RoleRow>().ToTable("roles").HasKey(r => r.Name);
        modelBuilder.Entity<AssignmentRow>(assignment =>
        {
            assignment.ToTable("assignments").Property(a => a.Id).ValueGeneratedNever();
            assignment.Property(a => a.SubjectKind).HasConversion<string>();
        });
        modelBuilder.Entity<SettingRow>(setting =>
        {
            setting.ToTable("settings").Property(s => s.Id).ValueGeneratedNever();
            setting.Property(s => s.SubjectKind).HasConversion<string>();
            setting.Property(s => s.Capability).HasConversion<string>();
        });
        modelBuilder.Entity<GuardrailRow>().ToTable("guardrails").HasKey(g => g.Name);
        modelBuilder.Entity<AuditEventRow>(audit =>
        {
            audit.ToTable("audit_events").HasKey(e => e.Sequence);
            audit.HasIndex(e => new { e.EventId, e.Kind }).IsUnique();
            audit.HasIndex(e => new { e.User, e.Sequence });
            audit.HasIndex(e => new { e.Cluster, e.Sequence });
            audit.HasIndex(e => e.Time);
        });
    }
}
