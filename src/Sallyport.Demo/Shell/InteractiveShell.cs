using System.Text;

namespace Sallyport.Demo.Shell;

/// <summary>A shell that reads its lines from standard input, with a prompt when that is a terminal.</summary>
internal static class InteractiveShell
{
    public static async Task<int> RunAsync(Session session, ProgramContext context)
    {
        Interpreter interpreter = new(session, context.Input, context.Output, context.Error);
        TerminalInput? terminal = context.Input as TerminalInput;
        while (session.Exit is null)
        {
            if (terminal is not null)
            {
                await context.PrintAsync($"{session.Directory} # ").ConfigureAwait(false);
            }

            if (await ReadLineAsync(context.Input, context.Cancellation).ConfigureAwait(false) is not { } line)
            {
                break;
            }

            if (terminal is null)
            {
                await interpreter.RunLineAsync(line, context.Cancellation).ConfigureAwait(false);
                continue;
            }

            using CancellationTokenSource interrupt = CancellationTokenSource.CreateLinkedTokenSource(context.Cancellation);
            terminal.Interrupted = interrupt.Cancel;
            try
            {
                await interpreter.RunLineAsync(line, interrupt.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!context.Cancellation.IsCancellationRequested)
            {
                session.LastExit = 130;
            }

            terminal.Interrupted = null;
        }

        return session.Exit ?? session.LastExit;
    }

    // Byte by byte, so that what follows the line stays for the program that the line starts.
    private static async Task<string?> ReadLineAsync(Stream input, CancellationToken cancellation)
    {
        List<byte> line = [];
        byte[] one = new byte[1];
        while (await input.ReadAsync(one, cancellation).ConfigureAwait(false) > 0)
        {
            if (one[0] == '\n')
            {
                return Encoding.UTF8.GetString([.. line]);
            }

            line.Add(one[0]);
        }

        return line.Count > 0 ? Encoding.UTF8.GetString([.. line]) : null;
    }
}
