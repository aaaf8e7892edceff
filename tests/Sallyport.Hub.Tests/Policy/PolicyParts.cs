using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Sallyport.Access.Policy;
using Sallyport.Hub.Identity;
using Sallyport.Hub.Policy;
using Sallyport.Hub.Storage;
using Sallyport.Hub.Tests.Storage;

namespace Sallyport.Hub.Tests.Policy;

/// <summary>The policy and the credentials of one replica over a store.</summary>
internal sealed class PolicyParts : IDisposable
{
    public PolicyParts(TestStore store, TimeProvider time)
        : this(store.Contexts, time)
    {
    }

    private PolicyParts(IDbContextFactory<SallyportDbContext> contexts, TimeProvider time)
    {
        Source = new PolicySource(new PolicyReader(contexts), time, NullLogger<PolicySource>.Instance);
        Policy = new PolicyStore(contexts, Source, new ChangeCheck(time));
        Credentials = new CredentialStore(contexts, time);
        Directory = new CredentialDirectory(Credentials, Source, time, NullLogger<CredentialDirectory>.Instance);
        Seed = new DemoSeed(contexts, Policy, time);
        Setup = new SetupToken(contexts, Policy, Credentials, time);
    }

    public PolicySource Source { get; }

    public PolicyStore Policy { get; }

    public CredentialStore Credentials { get; }

    public CredentialDirectory Directory { get; }

    public DemoSeed Seed { get; }

    public SetupToken Setup { get; }

    /// <summary>Over a store that is there, as it is.</summary>
    public static async Task<PolicyParts> OverAsync(IDbContextFactory<SallyportDbContext> contexts, TimeProvider time)
    {
        var parts = new PolicyParts(contexts, time);
        await parts.Source.ReloadAsync(TestContext.Current.CancellationToken);
        return parts;
    }

    public static async Task<PolicyParts> SeededAsync(TestStore store, TimeProvider time)
    {
        var parts = new PolicyParts(store, time);
        await parts.Source.ReloadAsync(TestContext.Current.CancellationToken);
        await parts.Seed.ApplyAsync(TestContext.Current.CancellationToken);
        return parts;
    }

    public Task AddAsync(object row) => Policy.ChangeAsync(
        database =>
        {
            database.Add(row);
            return Task.FromResult(true);
        },
        TestContext.Current.CancellationToken);

    public static AssignmentRow Assignment(string role, string user, Scope scope, DateTimeOffset? expires = null) => new()
    {
        Id = Guid.NewGuid(),
        Role = role,
        SubjectKind = SubjectKind.User,
        SubjectName = user,
        Scope = PolicyJson.Write(scope),
        Expires = expires,
        CreatedBy = "test",
        CreatedAt = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero),
    };

    public static SettingRow Setting(bool opens, string? place = null) => new()
    {
        Id = Guid.NewGuid(),
        Capability = Capability.Secrets,
        Level = opens ? SettingLevel.Open : SettingLevel.Closed,
        Place = place ?? PolicyJson.Write(Scope.Organization),
        SetBy = "test",
        SetAt = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero),
    };

    public void Dispose()
    {
        Directory.Dispose();
        Source.Dispose();
    }
}
