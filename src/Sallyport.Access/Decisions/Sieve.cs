using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Sallyport.Access.Decisions;

/// <summary>
/// A list whose items each have three sets of names (<see cref="NameSieve"/>), so that the few that could have to do with a request are found without
/// reading the others: several items at a time, which the processor compares in one step.
/// </summary>
internal sealed class Sieve<T>
    where T : class
{
    /// <summary>Room on the stack for what <see cref="Sift"/> finds among a thousand items; longer lists cost an allocation.</summary>
    public const int WordsOnTheStack = 16;

    private readonly T[] _items;
    private readonly ulong[] _first;
    private readonly ulong[] _second;
    private readonly ulong[] _third;

    public Sieve(ImmutableArray<T> items, Func<T, (ulong First, ulong Second, ulong Third)> names)
    {
        _items = [.. items];
        // Filled up with items that have no name at all.
        var length = (items.Length + Vector256<ulong>.Count - 1) / Vector256<ulong>.Count * Vector256<ulong>.Count;
        (_first, _second, _third) = (new ulong[length], new ulong[length], new ulong[length]);
        for (var i = 0; i < items.Length; i++)
        {
            (_first[i], _second[i], _third[i]) = names(items[i]);
        }
    }

    /// <summary>How many words <see cref="Sift"/> writes.</summary>
    public int Words => (_items.Length + 63) / 64;

    /// <summary>Finds the items that have something in common with all three sets.</summary>
    /// <param name="first">Names, one of which must be among an item's first.</param>
    /// <param name="second">The same of its second.</param>
    /// <param name="third">The same of its third.</param>
    /// <param name="found">At least <see cref="Words"/>, all zero.</param>
    public Sifted<T> Sift(ulong first, ulong second, ulong third, Span<ulong> found)
    {
        var a = Vectors(_first);
        var b = Vectors(_second);
        var c = Vectors(_third);
        for (var i = 0; i < a.Length; i++)
        {
            var nothing = Vector256.Equals(a[i] & Vector256.Create(first), default)
                | Vector256.Equals(b[i] & Vector256.Create(second), default)
                | Vector256.Equals(c[i] & Vector256.Create(third), default);
            var at = i * Vector256<ulong>.Count;
            found[at >> 6] |= (ulong)(~nothing).ExtractMostSignificantBits() << (at & 63);
        }

        return new Sifted<T>(_items, found[..Words]);
    }

    private static ReadOnlySpan<Vector256<ulong>> Vectors(ulong[] words) => MemoryMarshal.Cast<ulong, Vector256<ulong>>(words);
}
