using System.Collections.Immutable;

namespace Sallyport.Hub.Console.Shells;

/// <summary>The shells one can choose, and what is run for each.</summary>
internal static class ShellChoice
{
    /// <summary>The best that the container has.</summary>
    public const string Best = "best";

    // One request finds it in nearly every image; the others are for images that have a shell, but not by that name.
    private const string Probe = "export TERM=xterm-256color; command -v bash >/dev/null 2>&1 && exec bash; command -v ash >/dev/null 2>&1 && exec ash; exec sh";

    /// <summary>What can be chosen, the first unless something else is.</summary>
    public static ImmutableArray<string> All { get; } = [Best, "bash", "sh", "ash"];

    /// <summary>The argument vectors to try, in their order.</summary>
    public static ImmutableArray<ImmutableArray<string>> Commands(string choice) =>
        choice != Best && All.Contains(choice)
            ? [[choice]]
            : [["sh", "-c", Probe], ["bash"], ["ash"]];
}
