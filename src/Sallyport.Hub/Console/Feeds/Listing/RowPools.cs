using System.Collections.Immutable;
using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Rows;

namespace Sallyport.Hub.Console.Feeds.Listing;

/// <summary>What the rows of one part share: repeated texts, labels and owners.</summary>
internal sealed class RowPools
{
    public TextPool Texts { get; } = new();

    public PartPool<RowLabels> Labels { get; } = new(ReadLabels);

    public PartPool<Owners> OwnerLists { get; } = new(ReadOwners);

    private static RowLabels ReadLabels(ReadOnlySpan<byte> json)
    {
        var at = new Utf8JsonReader(json);
        var pairs = new List<KeyValuePair<string, string>>();
        at.Read();
        while (at.Read() && at.TokenType == JsonTokenType.PropertyName)
        {
            pairs.Add(new(at.GetString()!, JsonText.ReadValue(ref at) ?? ""));
        }

        return pairs.Count == 0 ? RowLabels.None : new RowLabels([.. pairs]);
    }

    private static Owners ReadOwners(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        using var document = JsonDocument.ParseValue(ref reader);
        return document.RootElement.ValueKind != JsonValueKind.Array ? new Owners([]) : new Owners([.. document.RootElement.EnumerateArray().Select(owner =>
            new Owner(owner.Text("apiVersion"), owner.Text("kind"), owner.Text("name"), owner.Text("uid"), owner.Flag("controller")))]);
    }

    /// <summary>The owners of an object, to be shared.</summary>
    internal sealed record Owners(ImmutableArray<Owner> List);
}
