using System.Text.Json.Nodes;

namespace Sallyport.Demo.Store;

/// <summary>One change of one object: added (no before), modified, or deleted (no after).</summary>
internal sealed record StoreChange(string StorageKey, long Version, StoredObject? Before, StoredObject? After)
{
    private JsonObject? _content;

    public StoredObject Subject => After ?? Before!;

    /// <summary>The subject's content, read once for all who look at the change; not to be altered.</summary>
    public JsonObject Content => _content ??= Subject.Read();

    /// <summary>The object as it was last, at the version of its deletion; what a watcher is told.</summary>
    public StoredObject? Final { get; init; }
}
