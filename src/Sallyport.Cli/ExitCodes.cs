namespace Sallyport.Cli;

/// <summary>What the process's exit code says to a script.</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>All went well, and the answer is no.</summary>
    public const int No = 1;

    /// <summary>The command line was not understood.</summary>
    public const int Misuse = 2;

    /// <summary>The hub refused or could not be reached, or a file could not be read or written.</summary>
    public const int Failed = 3;

    /// <summary>Nobody is signed in, or the session has ended.</summary>
    public const int SignInNeeded = 4;

    /// <summary>128 + SIGINT, as shells write it.</summary>
    public const int Interrupted = 130;
}
