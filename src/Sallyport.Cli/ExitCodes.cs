namespace Sallyport.Cli;

/// <summary>What the process's exit code says to a script.</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>The hub refused, could not be reached, or (can-i) the answer is no.</summary>
    public const int Failed = 1;

    /// <summary>128 + SIGINT, as shells write it.</summary>
    public const int Interrupted = 130;
}
