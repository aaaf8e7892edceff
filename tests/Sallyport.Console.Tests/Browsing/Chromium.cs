namespace Sallyport.Console.Tests.Browsing;

/// <summary>Debian's browser, or another one that <c>SALLYPORT_E2E_CHROMIUM</c> names.</summary>
internal static class Chromium
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    /// <summary>Where it is; without one the test is skipped with the reason, or fails where every test must run.</summary>
    public static string Path()
    {
        var named = Environment.GetEnvironmentVariable("SALLYPORT_E2E_CHROMIUM");
        var found = named is { Length: > 0 }
            ? File.Exists(named) ? named : null
            : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
                .SelectMany(folder => Names.Select(name => System.IO.Path.Combine(folder, name))).FirstOrDefault(File.Exists);
        if (found is null)
        {
            const string Reason = "there is no Chromium on the PATH: install Debian's package chromium, or name one in SALLYPORT_E2E_CHROMIUM";
            Assert.SkipWhen(Environment.GetEnvironmentVariable("SALLYPORT_E2E_REQUIRED") != "1", Reason);
            Assert.Fail(Reason);
        }

        return found;
    }
}
