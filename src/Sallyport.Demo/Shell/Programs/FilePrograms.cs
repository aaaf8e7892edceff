using System.Globalization;
using System.Text;

namespace Sallyport.Demo.Shell.Programs;

/// <summary>Programs that look at the virtual files or change them.</summary>
internal static class FilePrograms
{
    public static async Task<int> ListAsync(ProgramContext context)
    {
        (string flags, List<string> names) = context.Options();
        int exit = 0;
        foreach (string name in names.DefaultIfEmpty("."))
        {
            string path = context.Path(name);
            if (!context.Files.Exists(path))
            {
                await context.ComplainAsync($"{name}: No such file or directory").ConfigureAwait(false);
                exit = 1;
                continue;
            }

            bool whole = context.Files.IsDirectory(path) && !flags.Contains('d');
            IEnumerable<(string Name, string Path)> shown = whole
                ? context.Files.In(path).Select(child => (child, VirtualFiles.Resolve(path, child)))
                : [(name, path)];
            StringBuilder text = new(names.Count > 1 && whole ? $"{name}:\n" : "");
            foreach ((string child, string full) in shown.Where(item => flags.Contains('a') || item.Name[0] != '.'
                || !whole))
            {
                text.Append(flags.Contains('l') ? Long(context.Files.Find(full)!, child) : child).Append('\n');
            }

            await context.PrintAsync(text.ToString()).ConfigureAwait(false);
        }

        return exit;
    }

    public static Task<int> MakeDirectoryAsync(ProgramContext context)
    {
        (string flags, List<string> names) = context.Options();
        names.ForEach(name => context.Files.MakeDirectory(context.Path(name), flags.Contains('p')));
        return Task.FromResult(0);
    }

    public static async Task<int> RemoveAsync(ProgramContext context)
    {
        (string flags, List<string> names) = context.Options();
        int exit = 0;
        foreach (string name in names)
        {
            string path = context.Path(name);
            string? problem = !context.Files.Exists(path) && !flags.Contains('f') ? "No such file or directory"
                : context.Files.IsDirectory(path) && !flags.Contains('r') ? "is a directory"
                : null;
            if (problem is null)
            {
                context.Files.Remove(path);
                continue;
            }

            await context.ComplainAsync($"can't remove '{name}': {problem}").ConfigureAwait(false);
            exit = 1;
        }

        return exit;
    }

    public static Task<int> TouchAsync(ProgramContext context)
    {
        foreach (string name in context.Options().Names)
        {
            string path = context.Path(name);
            context.Files.Write(path, context.Files.Exists(path) ? context.Files.Read(path) : []);
        }

        return Task.FromResult(0);
    }

    public static Task<int> CopyAsync(ProgramContext context)
    {
        if (context.Options().Names is not [var from, var to])
        {
            throw new ShellException("expects a source and a destination");
        }

        string source = context.Path(from), target = context.Path(to);
        if (context.Files.IsDirectory(target))
        {
            target = VirtualFiles.Resolve(target, source[(source.LastIndexOf('/') + 1)..]);
        }

        context.Files.Write(target, context.Files.Read(source));
        if (context.Name == "mv" && source != target)
        {
            context.Files.Remove(source);
        }

        return Task.FromResult(0);
    }

    public static Task<int> TestAsync(ProgramContext context)
    {
        string[] words = [.. context.Arguments.Where(word => word != "]")];
        bool holds = words switch
        {
            ["-d", var path] => context.Files.IsDirectory(context.Path(path)),
            ["-e", var path] => context.Files.Exists(context.Path(path)),
            ["-f", var path] => context.Files.Find(context.Path(path)) is { Content: not null },
            ["-n", var text] => text.Length > 0,
            ["-z", var text] => text.Length == 0,
            [var left, "=", var right] => left == right,
            [var left, "!=", var right] => left != right,
            [var text] => text.Length > 0,
            _ => false,
        };
        return Task.FromResult(holds ? 0 : 1);
    }

    private static string Long(VirtualFiles.Entry entry, string name) => string.Create(CultureInfo.InvariantCulture,
        $"{(entry.Content is null ? "drwxr-xr-x" : "-rw-r--r--")}    1 root     root     {entry.Content?.Length ?? 4096,9} " +
        $"{entry.Time:MMM dd HH:mm} {name}");
}
