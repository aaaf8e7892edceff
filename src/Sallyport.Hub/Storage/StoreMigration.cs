using Microsoft.EntityFrameworkCore;

namespace Sallyport.Hub.Storage;

/// <summary>Brings the store to this version's form at start, and makes the one organization in a new one.</summary>
internal sealed class StoreMigration(
    StorageOptions options, IDbContextFactory<SallyportDbContext> store)
{
    public async Task ApplyAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.DataFolder);
        await using var database = await store.CreateDbContextAsync(cancellationToken);
        await database.Database.MigrateAsync(cancellationToken);
        // One statement, so that two replicas starting at once make one organization.
        await database.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO organization ("Id", "Epoch", "PolicyVersion", "CredentialVersion", "AskText")
            VALUES ({OrganizationRow.TheId}, {Guid.NewGuid()}, 1, 1, '') ON CONFLICT DO NOTHING
            """,
            cancellationToken);
        RestrictFiles();
    }

    private void RestrictFiles()
    {
        if (OperatingSystem.IsWindows() || options.PostgreSql is not null)
        {
            return;
        }

        // Token hashes and the issuers' keys are in it.
        foreach (var file in Directory.EnumerateFiles(options.DataFolder, "sallyport.db*"))
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }
}
