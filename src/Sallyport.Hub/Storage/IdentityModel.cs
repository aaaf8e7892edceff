using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Sallyport.Hub.Storage;

/// <summary>How people, their credentials and their ways to sign in are kept.</summary>
internal static class IdentityModel
{
    public static void Configure(ModelBuilder model)
    {
        Users(model);
        LocalAccounts(model);
        Providers(model);
        Workloads(model);
        model.Entity<SignInRequestRow>(request =>
        {
            request.ToTable("sign_in_requests").Property(r => r.Id).ValueGeneratedNever();
            request.HasIndex(r => r.Hash).IsUnique();
            request.HasIndex(r => r.UserCode).IsUnique();
        });
        model.Entity<DataProtectionKey>().ToTable("data_protection_keys");
    }

    private static void Users(ModelBuilder model)
    {
        model.Entity<UserRow>(user =>
        {
            user.ToTable("users").HasKey(u => u.Name);
            user.Property(u => u.Kind).HasConversion(new KnownWord<UserKind>()).HasDefaultValue(UserKind.Person);
            user.HasMany(u => u.Memberships).WithOne().HasForeignKey(m => m.User);
        });
        model.Entity<MembershipRow>().ToTable("memberships").HasKey(m => new { m.User, m.Group, m.Source });
        model.Entity<CredentialRow>(credential =>
        {
            credential.ToTable("credentials").Property(c => c.Id).ValueGeneratedNever();
            credential.Property(c => c.Use).HasConversion<string>().HasDefaultValue(CredentialUse.Token);
            credential.HasIndex(c => c.Hash).IsUnique();
            credential.HasIndex(c => c.PreviousHash);
            credential.HasOne<UserRow>().WithMany().HasForeignKey(c => c.User);
            credential.HasOne<CredentialRow>().WithMany().HasForeignKey(c => c.Parent).OnDelete(DeleteBehavior.Cascade);
            credential.HasOne<CredentialRow>().WithMany().HasForeignKey(c => c.MadeFrom).OnDelete(DeleteBehavior.Cascade);
        });
    }

    private static void LocalAccounts(ModelBuilder model)
    {
        model.Entity<LocalAccountRow>(account =>
        {
            account.ToTable("local_accounts").HasKey(a => a.Id);
            account.HasIndex(a => a.NormalizedUserName).IsUnique();
            account.Property(a => a.ConcurrencyStamp).IsConcurrencyToken();
            account.Ignore(a => a.Email).Ignore(a => a.NormalizedEmail).Ignore(a => a.EmailConfirmed);
            account.Ignore(a => a.PhoneNumber).Ignore(a => a.PhoneNumberConfirmed);
            account.HasOne<UserRow>().WithOne().HasForeignKey<LocalAccountRow>(a => a.Id).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<IdentityUserToken<string>>(token =>
        {
            token.ToTable("local_account_tokens").HasKey(t => new { t.UserId, t.LoginProvider, t.Name });
            token.HasOne<LocalAccountRow>().WithMany().HasForeignKey(t => t.UserId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<IdentityUserPasskey<string>>(passkey =>
        {
            passkey.ToTable("passkeys").HasKey(p => p.CredentialId);
            passkey.OwnsOne(p => p.Data).ToJson();
            passkey.HasOne<LocalAccountRow>().WithMany().HasForeignKey(p => p.UserId).OnDelete(DeleteBehavior.Cascade);
        });
    }

    private static void Providers(ModelBuilder model)
    {
        model.Entity<ProviderRow>(provider =>
        {
            provider.ToTable("identity_providers").HasKey(p => p.Name);
            provider.HasMany(p => p.Mappings).WithOne().HasForeignKey(m => m.Provider);
        });
        model.Entity<GroupMappingRow>().ToTable("group_mappings").HasKey(m => new { m.Provider, m.External, m.Group });
        model.Entity<ExternalIdentityRow>(identity =>
        {
            identity.ToTable("external_identities").HasKey(i => new { i.Issuer, i.Subject });
            identity.HasOne<UserRow>().WithMany().HasForeignKey(i => i.User);
        });
    }

    private static void Workloads(ModelBuilder model)
    {
        model.Entity<WorkloadIssuerRow>(issuer =>
        {
            issuer.ToTable("workload_issuers").HasKey(i => i.Name);
            issuer.HasIndex(i => i.Issuer).IsUnique();
            issuer.HasMany(i => i.Rules).WithOne().HasForeignKey(r => r.Issuer);
        });
        model.Entity<WorkloadRuleRow>(rule =>
        {
            rule.ToTable("workload_rules").Property(r => r.Id).ValueGeneratedNever();
            rule.HasOne<UserRow>().WithMany().HasForeignKey(r => r.User);
        });
    }
}
