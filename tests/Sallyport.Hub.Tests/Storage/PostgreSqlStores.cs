namespace Sallyport.Hub.Tests.Storage;

/// <summary>Stores in PostgreSQL; each skips the test where there is no server.</summary>
internal static class PostgreSqlStores
{
    /// <summary>A store in a new database of the server.</summary>
    public static async Task<TestStore> StoreAsync(this PostgreSqlServer server) => await TestStore.MigratedAsync(await server.EmptyStoreAsync());

    /// <summary>A new database of the server with nothing in it.</summary>
    public static async Task<TestStore> EmptyStoreAsync(this PostgreSqlServer server)
    {
        Assert.SkipWhen(server.Missing is not null, server.Missing ?? "");
        return TestStore.Empty(await server.DatabaseAsync());
    }
}
