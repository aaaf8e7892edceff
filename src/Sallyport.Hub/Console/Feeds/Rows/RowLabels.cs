using System.Collections;

namespace Sallyport.Hub.Console.Feeds.Rows;

/// <summary>An object's labels, in order of their keys. Objects with the same labels share one of these.</summary>
public sealed class RowLabels : IReadOnlyList<KeyValuePair<string, string>>
{
    private readonly KeyValuePair<string, string>[] _pairs;

    internal RowLabels(KeyValuePair<string, string>[] pairs)
    {
        Array.Sort(pairs, static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        _pairs = pairs;
    }

    /// <summary>No labels.</summary>
    public static RowLabels None { get; } = new([]);

    /// <inheritdoc />
    public int Count => _pairs.Length;

    /// <inheritdoc />
    public KeyValuePair<string, string> this[int index] => _pairs[index];

    /// <summary>The value of a label; null where it is not set.</summary>
    /// <param name="key">The label's key.</param>
    public string? Find(string key)
    {
        foreach (var pair in _pairs)
        {
            if (pair.Key == key)
            {
                return pair.Value;
            }
        }

        return null;
    }

    /// <inheritdoc />
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => ((IEnumerable<KeyValuePair<string, string>>)_pairs).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
