namespace Sallyport.Access.Redaction;

/// <summary>
/// The names of one map, of which none may come twice: readers choose different ones. They are compared by a hash of
/// 64 bits; two names that share one are refused as well.
/// </summary>
internal sealed class MemberNames
{
    private const ulong Basis = 14695981039346656037;
    private const ulong Prime = 1099511628211;
    private readonly HashSet<ulong> _hashes = [];

    public void Clear() => _hashes.Clear();

    public void Add(ReadOnlySpan<byte> name)
    {
        var hash = Basis;
        foreach (var character in name)
        {
            hash = (hash ^ character) * Prime;
        }

        if (!_hashes.Add(hash))
        {
            throw new RedactionException("It has a name twice.");
        }
    }
}
