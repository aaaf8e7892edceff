namespace Sallyport.Tunnel.Upgrades;

/// <summary>kube-apiserver's answer to an upgrade.</summary>
/// <param name="Status">101 when it switched protocols.</param>
/// <param name="Headers">All headers in order, as they came.</param>
/// <param name="Body">The body of a refusal, at most 64 KiB of it.</param>
public sealed record UpstreamResponse(
    int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, ReadOnlyMemory<byte> Body)
{
    /// <summary>The first value of a header, or null.</summary>
    public string? Header(string name)
    {
        foreach (var (key, value) in Headers)
        {
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }
}
