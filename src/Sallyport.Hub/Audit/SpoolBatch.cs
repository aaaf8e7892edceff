using System.Buffers;

namespace Sallyport.Hub.Audit;

/// <summary>The lines that go to the disk in one write.</summary>
internal sealed class SpoolBatch(int roughly)
{
    private readonly List<SpoolEntry> _entries = [];
    private readonly ArrayBufferWriter<byte> _bytes = new(roughly);

    public IReadOnlyList<SpoolEntry> Entries => _entries;

    public int Count => _entries.Count;

    public bool HasRoom => _bytes.WrittenCount < roughly;

    public ReadOnlySpan<byte> Bytes => _bytes.WrittenSpan;

    public void Add(SpoolEntry entry)
    {
        _entries.Add(entry);
        _bytes.Write(entry.Line);
    }

    public void Clear()
    {
        _entries.Clear();
        _bytes.ResetWrittenCount();
    }

    /// <summary>Leaves in it what must not be given up, and returns the rest.</summary>
    public IReadOnlyList<SpoolEntry> KeepEnds()
    {
        var ends = _entries.Where(entry => entry.Waiter is null).ToList();
        var refused = _entries.Where(entry => entry.Waiter is not null).ToList();
        Clear();
        ends.ForEach(Add);
        return refused;
    }
}
