using System.Globalization;
using System.Text;
using Sallyport.Demo.Http;

namespace Sallyport.Demo.Shell.Programs;

/// <summary>Programs that say something about where they run, or say what they are told to.</summary>
internal static class FactPrograms
{
    public static async Task<int> EchoAsync(ProgramContext context)
    {
        List<string> words = [.. context.Arguments];
        bool newline = words.FirstOrDefault() != "-n";
        if (!newline)
        {
            words.RemoveAt(0);
        }

        await context.PrintAsync(string.Join(' ', words) + (newline ? "\n" : "")).ConfigureAwait(false);
        return 0;
    }

    public static async Task<int> PrintfAsync(ProgramContext context)
    {
        if (context.Arguments.Count == 0)
        {
            return 1;
        }

        StringBuilder text = new(context.Arguments[0]);
        text.Replace("\\n", "\n").Replace("\\t", "\t");
        foreach (string argument in context.Arguments.Skip(1))
        {
            int at = text.ToString().IndexOf("%s", StringComparison.Ordinal);
            if (at < 0)
            {
                break;
            }

            text.Remove(at, 2).Insert(at, argument);
        }

        await context.PrintAsync(text.ToString()).ConfigureAwait(false);
        return 0;
    }

    public static async Task<int> EnvironmentAsync(ProgramContext context)
    {
        IReadOnlyDictionary<string, string> variables = context.Session.Variables;
        if (context.Arguments.Count == 0)
        {
            await context.PrintAsync(string.Concat(variables.Select(pair => $"{pair.Key}={pair.Value}\n")))
                .ConfigureAwait(false);
            return 0;
        }

        string? value = variables.GetValueOrDefault(context.Arguments[0]);
        await context.PrintAsync(value is null ? "" : value + "\n").ConfigureAwait(false);
        return value is null ? 1 : 0;
    }

    public static async Task<int> ProcessesAsync(ProgramContext context)
    {
        await context.PrintAsync("PID   USER     TIME  COMMAND\n" +
            $"{1,5} root      0:07 {context.Session.World.Command}\n" +
            $"{27,5} root      0:00 {string.Join(' ', context.Words)}\n").ConfigureAwait(false);
        return 0;
    }

    public static Task<int> DirectoryAsync(ProgramContext context) => SayAsync(context, context.Session.Directory);

    public static Task<int> HostAsync(ProgramContext context) => SayAsync(context, context.Session.World.Host);

    public static Task<int> WhoAsync(ProgramContext context) => SayAsync(context, "root");

    public static Task<int> IdAsync(ProgramContext context) => SayAsync(context, "uid=0(root) gid=0(root) groups=0(root)");

    public static Task<int> SystemAsync(ProgramContext context) => SayAsync(context, context.Arguments.Contains("-a")
        ? $"Linux {context.Session.World.Host} 0.0.0-demo {ClusterVersion.Git} x86_64 GNU/Linux"
        : "Linux");

    public static Task<int> DateAsync(ProgramContext context) => SayAsync(context, context.Session.Time.GetUtcNow()
        .ToString("ddd MMM d HH:mm:ss 'UTC' yyyy", CultureInfo.InvariantCulture));

    public static async Task<int> SleepAsync(ProgramContext context)
    {
        if (!double.TryParse(context.Words.ElementAtOrDefault(1)?.TrimEnd('s'), CultureInfo.InvariantCulture,
            out double seconds) || seconds is < 0 or > 1_000_000)
        {
            await context.ComplainAsync("invalid number").ConfigureAwait(false);
            return 1;
        }

        await Task.Delay(TimeSpan.FromSeconds(seconds), context.Session.Time, context.Cancellation).ConfigureAwait(false);
        return 0;
    }

    public static async Task<int> SequenceAsync(ProgramContext context)
    {
        long[] numbers = [.. context.Arguments.Select(word => long.TryParse(word, out long number)
            ? number
            : throw new ShellException($"invalid number '{word}'"))];
        (long from, long step, long to) = numbers switch
        {
            [var last] => (1, 1, last),
            [var first, var last] => (first, 1, last),
            [var first, var increment, var last] when increment != 0 => (first, increment, last),
            _ => throw new ShellException("expects one to three numbers"),
        };
        StringBuilder text = new();
        for (long i = from; step > 0 ? i <= to : i >= to; i += step)
        {
            text.Append(i).Append('\n');
            if (text.Length > 16 << 10)
            {
                await context.PrintAsync(text.ToString()).ConfigureAwait(false);
                text.Clear();
            }
        }

        await context.PrintAsync(text.ToString()).ConfigureAwait(false);
        return 0;
    }

    public static async Task<int> WhichAsync(ProgramContext context)
    {
        string[] found = [.. context.Arguments.Where(ProgramTable.All.ContainsKey)];
        await context.PrintAsync(string.Concat(found.Select(name => $"/bin/{name}\n"))).ConfigureAwait(false);
        return found.Length == context.Arguments.Count ? 0 : 1;
    }

    public static Task<int> HelpAsync(ProgramContext context) => SayAsync(context,
        "A demo shell. It has: cd exit sh " + string.Join(' ', ProgramTable.All.Keys.Order(StringComparer.Ordinal)));

    private static async Task<int> SayAsync(ProgramContext context, string text)
    {
        await context.PrintAsync(text + "\n").ConfigureAwait(false);
        return 0;
    }
}
