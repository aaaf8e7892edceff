namespace Sallyport.Hub.Console.Feeds.Rows;

/// <summary>
/// Gives the same piece of JSON the same object: the pods of one workload carry the same labels and owners. Of fixed size.
/// </summary>
/// <typeparam name="T">What is read from the piece.</typeparam>
/// <param name="read">Reads a piece that is not known.</param>
internal sealed class PartPool<T>(PartPool<T>.Reader read)
    where T : class
{
    private readonly (byte[] Json, T Part)[] _parts = new (byte[], T)[512];

    public delegate T Reader(ReadOnlySpan<byte> json);

    public T Get(ReadOnlySpan<byte> json)
    {
        var hash = new HashCode();
        hash.AddBytes(json);
        ref var known = ref _parts[hash.ToHashCode() & (_parts.Length - 1)];
        if (known.Json is null || !json.SequenceEqual(known.Json))
        {
            known = (json.ToArray(), read(json));
        }

        return known.Part;
    }
}
