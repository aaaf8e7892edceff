namespace Sallyport.Demo.Store;

/// <summary>One change of one object: added (no before), modified, or deleted (no after).</summary>
internal sealed record StoreChange(string StorageKey, long Version, StoredObject? Before, StoredObject? After)
{
    public StoredObject Subject => After ?? Before!;

    /// <summary>The object as it was last, at the version of its deletion; what a watcher is told.</summary>
    public StoredObject? Final { get; init; }
}
