using System.ComponentModel;
using System.Diagnostics;

namespace Sallyport.Cli.SigningIn;

/// <summary>Opens a page in the person's browser, where there is one.</summary>
internal static class Browser
{
    /// <summary>$BROWSER where it is set, as other tools have it; else the platform's own way. Failing is no error: the address was printed.</summary>
    public static void TryOpen(Uri page)
    {
        var (program, arguments) = Environment.GetEnvironmentVariable("BROWSER") is { Length: > 0 } chosen ? (chosen, Array.Empty<string>())
            : OperatingSystem.IsWindows() ? ("rundll32", ["url.dll,FileProtocolHandler"])
            : OperatingSystem.IsMacOS() ? ("open", [])
            : ("xdg-open", []);
        try
        {
            // Its chatter is not for this terminal.
            using var started = Process.Start(new ProcessStartInfo(program, [.. arguments, page.AbsoluteUri])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            });
        }
        catch (Exception failed) when (failed is Win32Exception or InvalidOperationException or PlatformNotSupportedException)
        {
            // There is none, as on a server.
        }
    }
}
