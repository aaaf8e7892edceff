using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Sallyport.Hub.Audit;

/// <summary>One append-only file of the spool.</summary>
internal sealed class SpoolSegment : IDisposable
{
    private const string Extension = ".jsonl";
    private readonly SafeFileHandle _file;
    private readonly Lock _syncing = new();
    private long _length;
    private bool _closed;
    private volatile bool _failed;

    private SpoolSegment(long number, string path, SafeFileHandle file) => (Number, Path, _file) = (number, path, file);

    public long Number { get; }

    public string Path { get; }

    /// <summary>How much of the file holds whole lines.</summary>
    public long Length => Volatile.Read(ref _length);

    /// <summary>Whether it could not be brought to the disk: what comes next belongs elsewhere.</summary>
    public bool Failed => _failed;

    /// <summary>All segments of a folder, oldest first.</summary>
    public static IReadOnlyList<(long Number, string Path)> In(string folder) =>
        [.. from path in Directory.EnumerateFiles(folder, "*" + Extension)
            let name = System.IO.Path.GetFileNameWithoutExtension(path)
            where long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            let number = long.Parse(name, NumberStyles.None, CultureInfo.InvariantCulture)
            orderby number
            select (number, path)];

    /// <summary>Begins a new file; an old one is never appended to, since its end may be torn.</summary>
    public static SpoolSegment Create(string folder, long number)
    {
        var path = System.IO.Path.Combine(folder, number.ToString("D12", CultureInfo.InvariantCulture) + Extension);
        var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return new SpoolSegment(number, path, file);
    }

    public void Append(ReadOnlySpan<byte> lines)
    {
        // Always at the end of the last whole line: what a failed write left behind is written over.
        RandomAccess.Write(_file, lines, _length);
        Volatile.Write(ref _length, _length + lines.Length);
    }

    /// <summary>Brings everything appended before the call to the disk.</summary>
    /// <exception cref="IOException">It is not there, or cannot be known to be.</exception>
    public void Sync()
    {
        lock (_syncing)
        {
            if (!_closed && !_failed)
            {
                Flush();
            }

            if (_failed)
            {
                throw new IOException($"{Path} could not be brought to the disk.");
            }
        }
    }

    /// <summary>Takes away what a failed write may have left after the last whole line.</summary>
    public void Trim() => RandomAccess.SetLength(_file, _length);

    /// <summary>Syncs a last time and closes.</summary>
    public void Dispose()
    {
        lock (_syncing)
        {
            if (!_closed)
            {
                Flush();
                _file.Dispose();
                _closed = true;
            }
        }
    }

    private void Flush()
    {
        try
        {
            RandomAccess.FlushToDisk(_file);
        }
        catch (IOException)
        {
            // For good: the kernel reports a failed write-back once and then forgets it.
            _failed = true;
        }
    }
}
