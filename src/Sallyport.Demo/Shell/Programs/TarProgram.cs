using System.Formats.Tar;

namespace Sallyport.Demo.Shell.Programs;

/// <summary>As much of tar as <c>kubectl cp</c> needs: create to standard output, extract from standard input.</summary>
internal static class TarProgram
{
    public static async Task<int> RunAsync(ProgramContext context)
    {
        List<string> words = [.. context.Arguments];
        string flags = words.Count > 0 ? words[0].TrimStart('-') : "";
        string directory = context.Session.Directory;
        List<string> names = [];
        for (int i = 1; i < words.Count; i++)
        {
            if (words[i] is "-C" && i + 1 < words.Count)
            {
                directory = context.Path(words[++i]);
            }
            else if (words[i] is "-" or "--" || (words[i] == "-f" && i + 1 < words.Count && words[++i] == "-"))
            {
                continue;
            }
            else if (words[i][0] == '-')
            {
                flags += words[i].TrimStart('-');
            }
            else
            {
                names.Add(words[i]);
            }
        }

        if (flags.Contains('c'))
        {
            return await CreateAsync(context, directory, names).ConfigureAwait(false);
        }

        if (flags.Contains('x'))
        {
            return await ExtractAsync(context, directory).ConfigureAwait(false);
        }

        await context.ComplainAsync("this demo knows tar cf - and tar xf - only").ConfigureAwait(false);
        return 2;
    }

    private static async Task<int> CreateAsync(ProgramContext context, string directory, List<string> names)
    {
        TarWriter writer = new(context.Output, TarEntryFormat.Ustar, leaveOpen: true);
        await using (writer.ConfigureAwait(false))
        {
            foreach (string name in names)
            {
                string path = VirtualFiles.Resolve(directory, name);
                if (!context.Files.Exists(path))
                {
                    await context.ComplainAsync($"{name}: No such file or directory").ConfigureAwait(false);
                    return 1;
                }

                await AddAsync(context, writer, path).ConfigureAwait(false);
            }
        }

        return 0;
    }

    private static async Task AddAsync(ProgramContext context, TarWriter writer, string path)
    {
        VirtualFiles.Entry found = context.Files.Find(path)!;
        string name = path.TrimStart('/');
        UstarTarEntry entry = new(found.Content is null ? TarEntryType.Directory : TarEntryType.RegularFile,
            found.Content is null ? name + "/" : name)
        {
            ModificationTime = found.Time,
            DataStream = found.Content is null ? null : new MemoryStream(found.Content),
        };
        await writer.WriteEntryAsync(entry, context.Cancellation).ConfigureAwait(false);
        if (found.Content is null)
        {
            foreach (string child in context.Files.In(path))
            {
                await AddAsync(context, writer, VirtualFiles.Resolve(path, child)).ConfigureAwait(false);
            }
        }
    }

    private static async Task<int> ExtractAsync(ProgramContext context, string directory)
    {
        TarReader reader = new(context.Input, leaveOpen: true);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.GetNextEntryAsync(copyData: true, context.Cancellation).ConfigureAwait(false) is { } entry)
            {
                string path = VirtualFiles.Resolve(directory, entry.Name);
                if (entry.EntryType == TarEntryType.Directory)
                {
                    context.Files.MakeDirectory(path, withParents: true);
                    continue;
                }

                using MemoryStream content = new();
                if (entry.DataStream is { } data)
                {
                    await data.CopyToAsync(content, context.Cancellation).ConfigureAwait(false);
                }

                context.Files.MakeDirectory(VirtualFiles.Parent(path), withParents: true);
                context.Files.Write(path, content.ToArray());
            }
        }

        return 0;
    }
}
