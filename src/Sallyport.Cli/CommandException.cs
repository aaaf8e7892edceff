namespace Sallyport.Cli;

/// <summary>Something the user can mend; the message says what and how.</summary>
internal sealed class CommandException(string message, int exitCode = ExitCodes.Failed) : Exception(message)
{
    public int ExitCode => exitCode;
}
