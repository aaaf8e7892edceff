using Sallyport.Hub.Storage;
using Sallyport.Scale;

// Fills the store of a hub that does not run, or of one that does and is restarted afterwards: clusters are read at start.
if (args is not ["sqlite" or "postgresql", var where])
{
    Console.Error.WriteLine("Usage: sallyport-scale sqlite DATA-FOLDER | sallyport-scale postgresql CONNECTION-STRING");
    return 2;
}

var options = args[0] == "sqlite"
    ? new StorageOptions { DataFolder = where }
    : new StorageOptions { DataFolder = Path.GetTempPath(), PostgreSql = where };
var store = new SallyportDbContextFactory(options);
await new StoreMigration(options, store).ApplyAsync(CancellationToken.None);
await StoreFilling.FillAsync(store, CancellationToken.None);
Console.WriteLine("10,000 users, 2,000 assignments, 300 clusters and 50 guardrails are in the store.");
return 0;
