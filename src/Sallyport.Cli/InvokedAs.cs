namespace Sallyport.Cli;

/// <summary>By which name this program was called: its own, or as a plugin of kubectl's.</summary>
internal static class InvokedAs
{
    private const string Plugin = "kubectl-sallyport";

    /// <summary>The name of the file that was called; a link's own, not its target's.</summary>
    private static string File { get; } = Path.GetFileNameWithoutExtension(Environment.GetCommandLineArgs()[0]);

    /// <summary>How a person writes it.</summary>
    public static string Words => File == Plugin ? "kubectl sallyport" : "sallyport";

    /// <summary>
    /// How another program starts it: by name where PATH leads to it, so that an update elsewhere does not break what was
    /// written down; else by its whole path.
    /// </summary>
    public static string Program
    {
        get
        {
            var name = File == Plugin ? Plugin : "sallyport";
            return OnPath(name) ? name : Path.Combine(AppContext.BaseDirectory, name + Extension);
        }
    }

    private static string Extension => OperatingSystem.IsWindows() ? ".exe" : "";

    private static bool OnPath(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(folder => System.IO.File.Exists(Path.Combine(folder, name + Extension)));
}
