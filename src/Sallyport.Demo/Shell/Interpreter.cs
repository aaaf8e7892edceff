using System.IO.Pipelines;
using System.Text;
using System.Text.RegularExpressions;
using Sallyport.Demo.Shell.Programs;

namespace Sallyport.Demo.Shell;

/// <summary>Runs programs and command lines.</summary>
internal sealed class Interpreter(Session session, Stream input, Stream output, Stream error)
{
    private const int NotFound = 127;

    /// <summary>Runs one program with its arguments, as exec asks for it.</summary>
    public Task<int> RunAsync(IReadOnlyList<string> words, CancellationToken cancellation) =>
        RunAsync(new Command(words), input, output, cancellation);

    /// <summary>Runs a line such as <c>cat a | grep b &amp;&amp; echo c > d</c>.</summary>
    public async Task<int> RunLineAsync(string line, CancellationToken cancellation)
    {
        try
        {
            List<ShellWord> words = ShellWord.Split(line, Variable);
            foreach (Pipeline pipeline in CommandLine.Parse(words))
            {
                bool runs = pipeline.After switch
                {
                    "&&" => session.LastExit == 0,
                    "||" => session.LastExit != 0,
                    _ => true,
                };
                if (runs && session.Exit is null)
                {
                    session.LastExit = await RunAsync(pipeline, cancellation).ConfigureAwait(false);
                }
            }
        }
        catch (ShellException problem)
        {
            await WriteAsync(error, $"sh: {problem.Message}\n", cancellation).ConfigureAwait(false);
            session.LastExit = 2;
        }

        return session.LastExit;
    }

    private async Task<int> RunAsync(Pipeline pipeline, CancellationToken cancellation)
    {
        Stream from = input;
        List<Task<int>> running = [];
        for (int i = 0; i < pipeline.Commands.Count; i++)
        {
            Command command = pipeline.Commands[i];
            bool last = i == pipeline.Commands.Count - 1;
            Pipe? pipe = last ? null : new Pipe();
            Stream to = pipe is null ? output : new PipeOutput(pipe.Writer);
            running.Add(RunAndCloseAsync(command, from, to, pipe, i > 0, cancellation));
            from = pipe?.Reader.AsStream() ?? from;
        }

        int[] exits = await Task.WhenAll(running).ConfigureAwait(false);
        return exits[^1];
    }

    private async Task<int> RunAndCloseAsync(Command command, Stream from, Stream to, Pipe? pipe, bool ownsInput,
        CancellationToken cancellation)
    {
        try
        {
            return await RunAsync(command, from, to, cancellation).ConfigureAwait(false);
        }
        catch (BrokenPipeException)
        {
            // As with SIGPIPE.
            return 141;
        }
        finally
        {
            if (pipe is not null)
            {
                await pipe.Writer.CompleteAsync().ConfigureAwait(false);
            }

            if (ownsInput)
            {
                await from.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task<int> RunAsync(Command command, Stream from, Stream to, CancellationToken cancellation)
    {
        using MemoryStream? file = command.Output is null ? null : new MemoryStream();
        Stream target = file ?? to;
        Stream complaints = command.JoinsError ? target : command.Error is null ? error : Stream.Null;
        List<string> words = [.. command.Words.SelectMany(Expand)];
        string name = words[0][(words[0].LastIndexOf('/') + 1)..];
        words[0] = name;
        ProgramContext context = new(words, from, target, complaints, session) { Cancellation = cancellation };
        int exit;
        try
        {
            Stream? redirected = command.Input is null ? null : context.Open(command.Input);
            exit = await RunAsync(context with { Input = redirected ?? from }).ConfigureAwait(false);
        }
        catch (ShellException problem)
        {
            await WriteAsync(complaints, $"{name}: {problem.Message}\n", cancellation).ConfigureAwait(false);
            exit = 1;
        }

        if (file is not null)
        {
            string path = context.Path(command.Output!);
            byte[] before = command.Appends && context.Files.Exists(path) ? context.Files.Read(path) : [];
            context.Files.Write(path, [.. before, .. file.ToArray()]);
        }

        return exit;
    }

    private async Task<int> RunAsync(ProgramContext context)
    {
        switch (context.Name)
        {
            case "cd":
                string directory = context.Path(context.Arguments is [var to, ..] ? to : "/root");
                session.Directory = context.Files.IsDirectory(directory) ? directory
                    : throw new ShellException($"can't cd to {context.Arguments[0]}: No such file or directory");
                return 0;
            case "exit":
                session.Exit = context.Arguments.Count == 0 ? session.LastExit
                    : int.TryParse(context.Arguments[0], out int code) ? code & 0xff
                    : throw new ShellException($"Illegal number: {context.Arguments[0]}");
                return session.Exit.Value;
            case "export":
                foreach (string[] sides in context.Arguments.Select(word => word.Split('=', 2)))
                {
                    session.Variables[sides[0]] = sides.Length > 1 ? sides[1] : session.Variables.GetValueOrDefault(sides[0], "");
                }

                return 0;
            case "sh" or "bash" or "ash":
                return await InnerShellAsync(context).ConfigureAwait(false);
            case "exec" when context.Arguments.Count > 0:
                session.Exit = await RunAsync(context with { Words = context.Arguments }).ConfigureAwait(false);
                return session.Exit.Value;
            case "command" when context.Arguments is ["-v", var sought]:
                return sought is "sh" or "bash" or "ash" || ProgramTable.All.ContainsKey(sought) ? 0 : 1;
            default:
                if (ProgramTable.All.TryGetValue(context.Name, out Program? program))
                {
                    return await program(context).ConfigureAwait(false);
                }

                await WriteAsync(context.Error, $"sh: {context.Name}: not found (this is a demo shell; try help)\n",
                    context.Cancellation).ConfigureAwait(false);
                return NotFound;
        }
    }

    private async Task<int> InnerShellAsync(ProgramContext context)
    {
        Session inner = new(session.World) { Time = session.Time, Directory = session.Directory };
        Interpreter shell = new(inner, context.Input, context.Output, context.Error);
        int flag = context.Words.ToList().FindIndex(word => word.StartsWith('-') && word.Contains('c'));
        if (flag > 0)
        {
            string script = context.Words.ElementAtOrDefault(flag + 1)
                ?? throw new ShellException("-c requires an argument");
            int exit = await shell.RunLineAsync(script, context.Cancellation).ConfigureAwait(false);
            return inner.Exit ?? exit;
        }

        return await InteractiveShell.RunAsync(inner, context).ConfigureAwait(false);
    }

    private string Variable(string name) => name switch
    {
        "?" => $"{session.LastExit}",
        "$" => "27",
        "#" => "0",
        _ => session.Variables.GetValueOrDefault(name, ""),
    };

    // A star in the last part of a path stands for the names there.
    private IEnumerable<string> Expand(string word)
    {
        int slash = word.LastIndexOf('/');
        string pattern = word[(slash + 1)..];
        if (!pattern.Contains('*'))
        {
            return [word];
        }

        string directory = VirtualFiles.Resolve(session.Directory, slash < 0 ? "." : word[..(slash + 1)]);
        Regex regex = new("^" + Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal) + "$",
            RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        List<string> found = [.. session.World.Files.In(directory).Where(name => regex.IsMatch(name))
            .Select(name => slash < 0 ? name : word[..(slash + 1)] + name)];
        return found.Count > 0 ? found : [word];
    }

    private static async Task WriteAsync(Stream stream, string text, CancellationToken cancellation) =>
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellation).ConfigureAwait(false);
}
