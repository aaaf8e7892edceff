using System.Collections.Immutable;
using Sallyport.Access.Policy;

namespace Sallyport.Access.Decisions;

/// <summary>
/// Sets of names in 64 bits, each name one of them by its hash. Where two sets have no bit in common, no name is in both; where they have one,
/// it has to be looked at properly. So nearly all that has nothing to do with a request is passed over without being read, and no
/// answer rests on it.
/// </summary>
internal static class NameSieve
{
    /// <summary>Any name.</summary>
    public const ulong All = ulong.MaxValue;

    public static ulong Of(string name) => 1UL << (name.GetHashCode() & 63);

    public static ulong Of(ImmutableArray<string> names)
    {
        var bits = 0UL;
        foreach (var name in names)
        {
            bits |= Of(name);
        }

        return bits;
    }

    /// <summary>The names that any of the patterns could match.</summary>
    public static ulong Of(ImmutableArray<NamePattern> patterns)
    {
        var bits = 0UL;
        foreach (var pattern in patterns)
        {
            bits |= pattern.IsGlob ? All : Of(pattern.Text);
        }

        return bits;
    }
}
