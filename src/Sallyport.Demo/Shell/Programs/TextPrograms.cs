using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Sallyport.Demo.Shell.Programs;

/// <summary>Programs that read files or their input.</summary>
internal static class TextPrograms
{
    public static async Task<int> CatAsync(ProgramContext context)
    {
        foreach (string? path in context.Arguments.DefaultIfEmpty(null!))
        {
            await context.Open(path).CopyToAsync(context.Output, 32 << 10, context.Cancellation).ConfigureAwait(false);
        }

        return 0;
    }

    public static async Task<int> HeadAsync(ProgramContext context)
    {
        (long count, bool bytes, string? path) = Amount(context);
        if (bytes)
        {
            await CopyAsync(context, context.Open(path), count).ConfigureAwait(false);
            return 0;
        }

        using StreamReader reader = new(context.Open(path), leaveOpen: true);
        while (count-- > 0 && await reader.ReadLineAsync(context.Cancellation).ConfigureAwait(false) is { } line)
        {
            await context.PrintAsync(line + "\n").ConfigureAwait(false);
        }

        return 0;
    }

    public static async Task<int> TailAsync(ProgramContext context)
    {
        (long count, bool bytes, string? path) = Amount(context);
        string text = await context.ReadTextAsync(path).ConfigureAwait(false);
        if (bytes)
        {
            byte[] all = Encoding.UTF8.GetBytes(text);
            await context.Output.WriteAsync(all.AsMemory((int)Math.Max(0, all.Length - count)), context.Cancellation)
                .ConfigureAwait(false);
            return 0;
        }

        string[] lines = Lines(text);
        await context.PrintAsync(string.Concat(lines.TakeLast((int)count).Select(line => line + "\n")))
            .ConfigureAwait(false);
        return 0;
    }

    public static async Task<int> GrepAsync(ProgramContext context)
    {
        (string flags, List<string> names) = context.Options();
        if (names.Count == 0)
        {
            await context.ComplainAsync("a pattern is missing").ConfigureAwait(false);
            return 2;
        }

        RegexOptions options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant
            | (flags.Contains('i') ? RegexOptions.IgnoreCase : RegexOptions.None);
        Regex pattern;
        try
        {
            pattern = new Regex(flags.Contains('F') ? Regex.Escape(names[0]) : names[0], options);
        }
        catch (Exception problem) when (problem is ArgumentException or NotSupportedException)
        {
            await context.ComplainAsync("the pattern cannot be read").ConfigureAwait(false);
            return 2;
        }

        int found = 0;
        foreach (string? path in names.Skip(1).DefaultIfEmpty(null!))
        {
            using StreamReader reader = new(context.Open(path), leaveOpen: true);
            while (await reader.ReadLineAsync(context.Cancellation).ConfigureAwait(false) is { } line)
            {
                if (pattern.IsMatch(line) != flags.Contains('v'))
                {
                    found++;
                    if (!flags.Contains('q') && !flags.Contains('c'))
                    {
                        await context.PrintAsync(line + "\n").ConfigureAwait(false);
                    }
                }
            }
        }

        if (flags.Contains('c'))
        {
            await context.PrintAsync($"{found}\n").ConfigureAwait(false);
        }

        return found > 0 ? 0 : 1;
    }

    public static async Task<int> CountAsync(ProgramContext context)
    {
        (string flags, List<string> names) = context.Options();
        long lines = 0, words = 0, bytes = 0;
        bool inWord = false;
        byte[] buffer = new byte[32 << 10];
        Stream input = context.Open(names.FirstOrDefault());
        int read;
        while ((read = await input.ReadAsync(buffer, context.Cancellation).ConfigureAwait(false)) > 0)
        {
            bytes += read;
            foreach (byte b in buffer.AsSpan(0, read))
            {
                lines += b == '\n' ? 1 : 0;
                bool space = b is (byte)' ' or (byte)'\n' or (byte)'\t' or (byte)'\r';
                words += !space && !inWord ? 1 : 0;
                inWord = !space;
            }
        }

        string all = flags switch
        {
            "l" => $"{lines}",
            "w" => $"{words}",
            "c" => $"{bytes}",
            _ => $"{lines,8}{words,8}{bytes,8}",
        };
        await context.PrintAsync($"{all}{(names.Count > 0 ? " " + names[0] : "")}\n").ConfigureAwait(false);
        return 0;
    }

    public static async Task<int> TeeAsync(ProgramContext context)
    {
        using MemoryStream kept = new();
        byte[] buffer = new byte[16 << 10];
        int read;
        while ((read = await context.Input.ReadAsync(buffer, context.Cancellation).ConfigureAwait(false)) > 0)
        {
            kept.Write(buffer, 0, read);
            await context.Output.WriteAsync(buffer.AsMemory(0, read), context.Cancellation).ConfigureAwait(false);
        }

        foreach (string path in context.Options().Names)
        {
            context.Files.Write(context.Path(path), kept.ToArray());
        }

        return 0;
    }

    public static async Task<int> SortAsync(ProgramContext context)
    {
        (string flags, List<string> names) = context.Options();
        IEnumerable<string> lines = Lines(await context.ReadTextAsync(names.FirstOrDefault()).ConfigureAwait(false))
            .Order(StringComparer.Ordinal);
        lines = flags.Contains('u') ? lines.Distinct() : lines;
        lines = flags.Contains('r') ? lines.Reverse() : lines;
        await context.PrintAsync(string.Concat(lines.Select(line => line + "\n"))).ConfigureAwait(false);
        return 0;
    }

    public static async Task<int> DigestAsync(ProgramContext context)
    {
        foreach (string? path in context.Arguments.DefaultIfEmpty(null!))
        {
            byte[] digest = await SHA256.HashDataAsync(context.Open(path), context.Cancellation).ConfigureAwait(false);
            await context.PrintAsync($"{Convert.ToHexStringLower(digest)}  {path ?? "-"}\n").ConfigureAwait(false);
        }

        return 0;
    }

    private static async Task CopyAsync(ProgramContext context, Stream from, long count)
    {
        byte[] buffer = new byte[32 << 10];
        int read;
        while (count > 0 && (read = await from.ReadAsync(
            buffer.AsMemory(0, (int)Math.Min(buffer.Length, count)), context.Cancellation).ConfigureAwait(false)) > 0)
        {
            await context.Output.WriteAsync(buffer.AsMemory(0, read), context.Cancellation).ConfigureAwait(false);
            count -= read;
        }
    }

    // head and tail: -n 5, -n5, -5, -c 100, and a file's name.
    private static (long Count, bool Bytes, string? Path) Amount(ProgramContext context)
    {
        long count = 10;
        bool bytes = false;
        string? path = null;
        List<string> words = [.. context.Arguments];
        for (int i = 0; i < words.Count; i++)
        {
            string word = words[i];
            if (word.Length < 2 || word[0] != '-')
            {
                path = word;
                continue;
            }

            bytes |= word[1] == 'c';
            string number = char.IsAsciiDigit(word[1]) ? word[1..]
                : word.Length > 2 ? word[2..]
                : i + 1 < words.Count ? words[++i] : "";
            count = long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long value) ? value
                : throw new ShellException($"invalid number '{number}'");
        }

        return (count, bytes, path);
    }

    private static string[] Lines(string text)
    {
        string[] lines = text.Split('\n');
        return lines[^1].Length == 0 ? lines[..^1] : lines;
    }
}
