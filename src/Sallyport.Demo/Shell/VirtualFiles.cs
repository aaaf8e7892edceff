using System.Text;

namespace Sallyport.Demo.Shell;

/// <summary>A file system in memory: the only one a demo shell ever sees.</summary>
internal sealed class VirtualFiles(TimeProvider time)
{
    /// <summary>What one container may keep, so that a shell cannot eat the host's memory.</summary>
    private const long Capacity = 64 << 20;

    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, Entry> _entries = new(StringComparer.Ordinal)
    {
        ["/"] = new Entry(null, time.GetUtcNow()),
    };

    public bool IsDirectory(string path) => Find(path) is { Content: null };

    public bool Exists(string path) => Find(path) is not null;

    public Entry? Find(string path)
    {
        lock (_gate)
        {
            return _entries.GetValueOrDefault(path);
        }
    }

    public byte[] Read(string path) => path switch
    {
        "/dev/null" => [],
        _ => Find(path) switch
        {
            null => throw new ShellException($"{path}: No such file or directory"),
            { Content: null } => throw new ShellException($"{path}: Is a directory"),
            { Content: var content } => content,
        },
    };

    public void Write(string path, byte[] content)
    {
        if (path == "/dev/null")
        {
            return;
        }

        lock (_gate)
        {
            string parent = Parent(path);
            if (!IsDirectory(parent))
            {
                throw new ShellException($"{path}: No such file or directory");
            }

            if (IsDirectory(path))
            {
                throw new ShellException($"{path}: Is a directory");
            }

            long used = _entries.Values.Sum(entry => (long)(entry.Content?.Length ?? 0));
            if (used + content.Length > Capacity)
            {
                throw new ShellException($"{path}: No space left on device");
            }

            _entries[path] = new Entry(content, time.GetUtcNow());
        }
    }

    public void Put(string path, string content)
    {
        MakeDirectory(Parent(path), withParents: true);
        Write(path, Encoding.UTF8.GetBytes(content));
    }

    public void MakeDirectory(string path, bool withParents)
    {
        lock (_gate)
        {
            if (_entries.TryGetValue(path, out Entry? there))
            {
                if (!withParents || there.Content is not null)
                {
                    throw new ShellException($"can't create directory '{path}': File exists");
                }

                return;
            }

            if (withParents)
            {
                MakeDirectory(Parent(path), true);
            }
            else if (!IsDirectory(Parent(path)))
            {
                throw new ShellException($"can't create directory '{path}': No such file or directory");
            }

            _entries[path] = new Entry(null, time.GetUtcNow());
        }
    }

    public void Remove(string path)
    {
        lock (_gate)
        {
            foreach (string below in _entries.Keys.Where(key => key == path
                || key.StartsWith(path + "/", StringComparison.Ordinal)).ToList())
            {
                _entries.Remove(below);
            }
        }
    }

    /// <summary>Names directly in a directory.</summary>
    public IReadOnlyList<string> In(string directory)
    {
        string prefix = directory == "/" ? "/" : directory + "/";
        lock (_gate)
        {
            return [.. _entries.Keys
                .Where(key => key.Length > prefix.Length && key.StartsWith(prefix, StringComparison.Ordinal)
                    && !key.AsSpan(prefix.Length).Contains('/'))
                .Select(key => key[prefix.Length..])];
        }
    }

    public static string Parent(string path) => path.LastIndexOf('/') is > 0 and int slash ? path[..slash] : "/";

    /// <summary>An absolute path without dots in it.</summary>
    public static string Resolve(string directory, string path)
    {
        List<string> parts = [];
        foreach (string part in (path.StartsWith('/') ? path : $"{directory}/{path}").Split('/'))
        {
            if (part == "..")
            {
                parts.RemoveRange(Math.Max(0, parts.Count - 1), Math.Min(1, parts.Count));
            }
            else if (part is not ("" or "."))
            {
                parts.Add(part);
            }
        }

        return "/" + string.Join('/', parts);
    }

    /// <summary>A file, or a directory when there is no content.</summary>
    internal sealed record Entry(byte[]? Content, DateTimeOffset Time);
}
