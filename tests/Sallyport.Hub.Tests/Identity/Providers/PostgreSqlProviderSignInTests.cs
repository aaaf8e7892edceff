using Sallyport.Hub.Tests.Storage;

namespace Sallyport.Hub.Tests.Identity.Providers;

/// <summary>The same on PostgreSQL.</summary>
public sealed class PostgreSqlProviderSignInTests(PostgreSqlServer server) : ProviderSignInTests, IClassFixture<PostgreSqlServer>
{
    protected override async Task<string?> DatabaseAsync()
    {
        Assert.SkipWhen(server.Missing is not null, server.Missing ?? "");
        return await server.DatabaseAsync();
    }
}
