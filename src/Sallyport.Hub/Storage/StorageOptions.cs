namespace Sallyport.Hub.Storage;

/// <summary>Where the store is.</summary>
internal sealed record StorageOptions
{
    /// <summary>The hub's data folder: the SQLite file and the audit spool live in it.</summary>
    public required string DataFolder { get; init; }

    /// <summary>A PostgreSQL connection string; null keeps everything in a SQLite file in <see cref="DataFolder"/>.</summary>
    public string? PostgreSql { get; init; }
}
