using System.Numerics;

namespace Sallyport.Access.Decisions;

/// <summary>Some items of a list, in its order.</summary>
internal readonly ref struct Sifted<T>(T[] items, ReadOnlySpan<ulong> found)
{
    private readonly ReadOnlySpan<ulong> _found = found;

    public Enumerator GetEnumerator() => new(items, _found);

    internal ref struct Enumerator(T[] items, ReadOnlySpan<ulong> found)
    {
        private readonly ReadOnlySpan<ulong> _found = found;
        private ulong _left;
        private int _word = -1;

        public T Current { get; private set; } = default!;

        public bool MoveNext()
        {
            while (_left == 0)
            {
                if (++_word >= _found.Length)
                {
                    return false;
                }

                _left = _found[_word];
            }

            Current = items[(_word << 6) + BitOperations.TrailingZeroCount(_left)];
            _left &= _left - 1;
            return true;
        }
    }
}
