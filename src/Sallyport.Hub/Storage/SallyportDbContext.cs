using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Sallyport.Hub.Storage;

/// <summary>The store. Its two forms differ in their migrations and in how they keep a time.</summary>
internal abstract class SallyportDbContext(DbContextOptions options) : DbContext(options), IDataProtectionKeyContext
{
    public DbSet<OrganizationRow> Organization => Set<OrganizationRow>();

    public DbSet<UserRow> Users => Set<UserRow>();

    public DbSet<MembershipRow> Memberships => Set<MembershipRow>();

    public DbSet<CredentialRow> Credentials => Set<CredentialRow>();

    public DbSet<LocalAccountRow> LocalAccounts => Set<LocalAccountRow>();

    public DbSet<ProviderRow> Providers => Set<ProviderRow>();

    public DbSet<ExternalIdentityRow> ExternalIdentities => Set<ExternalIdentityRow>();

    public DbSet<SignInRequestRow> SignInRequests => Set<SignInRequestRow>();

    public DbSet<WorkloadIssuerRow> WorkloadIssuers => Set<WorkloadIssuerRow>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    public DbSet<ClusterRecord> Clusters => Set<ClusterRecord>();

    public DbSet<CertificateAuthorityRow> CertificateAuthorities => Set<CertificateAuthorityRow>();

    public DbSet<ProjectRow> Projects => Set<ProjectRow>();

    public DbSet<RoleRow> Roles => Set<RoleRow>();

    public DbSet<AssignmentRow> Assignments => Set<AssignmentRow>();

    public DbSet<SettingRow> Settings => Set<SettingRow>();

    public DbSet<DelegationRow> Delegations => Set<DelegationRow>();

    public DbSet<GuardrailRow> Guardrails => Set<GuardrailRow>();

    public DbSet<GroupRow> Groups => Set<GroupRow>();

    public DbSet<AuditEventRow> AuditEvents => Set<AuditEventRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<OrganizationRow>(organization =>
        {
            organization.ToTable("organization").Property(o => o.Id).ValueGeneratedNever();
            // The row is made by a statement that names none of these.
            organization.Property(o => o.LongestToken).HasDefaultValue(365L * 24 * 3600);
            organization.Property(o => o.LongestSession).HasDefaultValue(12L * 3600);
            organization.Property(o => o.KubeconfigDownload).HasDefaultValue(true);
        });
        IdentityModel.Configure(modelBuilder);
        modelBuilder.Entity<ClusterRecord>(cluster =>
        {
            cluster.ToTable("clusters").Property(c => c.Id).ValueGeneratedNever();
            // A removed cluster gives its name back.
            cluster.HasIndex(c => c.Name).IsUnique().HasFilter("\"RemovedAt\" IS NULL");
        });
        modelBuilder.Entity<CertificateAuthorityRow>().ToTable("certificate_authorities").HasKey(a => a.Issuer);
        PolicyModel.Configure(modelBuilder);
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
