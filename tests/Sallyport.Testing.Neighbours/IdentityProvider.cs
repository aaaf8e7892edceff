using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Sallyport.Testing.Neighbours;

/// <summary>A certified provider that is not ours (npm's <c>oidc-provider</c>) in a process of its own.</summary>
public sealed partial class IdentityProvider : IDisposable
{
    private static readonly SemaphoreSlim Installing = new(1);
    private readonly Process _process;

    private IdentityProvider(Process process, int port) => (_process, Issuer) = (process, new Uri($"http://127.0.0.1:{port}"));

    /// <summary>Its issuer.</summary>
    public Uri Issuer { get; }

    /// <summary>Starts one that knows these people: login to claims.</summary>
    public static async Task<IdentityProvider> StartAsync(object accounts, params string[] redirectUris)
    {
        var folder = Folder();
        await InstallAsync(folder);
        var process = Start(folder, "node", "provider.mjs", JsonSerializer.Serialize(new { redirectUris, accounts }));
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Listening().Match(line) is { Success: true } match)
            {
                return new IdentityProvider(process, int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));
            }
        }

        throw new InvalidOperationException("The identity provider ended before it listened.");
    }

    /// <summary>Goes through the provider's own pages as a person would.</summary>
    /// <param name="start">Where the hub sent the browser.</param>
    /// <param name="login">Who signs in.</param>
    /// <returns>Where the provider sends the browser back to.</returns>
    public async Task<Uri> VisitAsync(Uri start, string login)
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() });
        var response = await http.GetAsync(start);
        for (var steps = 0; steps < 20; steps++)
        {
            if (response.Headers.Location is { } location)
            {
                var next = new Uri(response.RequestMessage!.RequestUri!, location);
                if (next.Authority != Issuer.Authority)
                {
                    return next;
                }

                response = await http.GetAsync(next);
                continue;
            }

            var page = await response.Content.ReadAsStringAsync();
            var form = Form().Match(page);
            if (!form.Success)
            {
                throw new InvalidOperationException($"The identity provider shows no form: {page}");
            }

            using var fields = new FormUrlEncodedContent([
                KeyValuePair.Create("prompt", Prompt().Match(page).Groups[1].Value), KeyValuePair.Create("login", login), KeyValuePair.Create("password", "any")]);
            response = await http.PostAsync(new Uri(Issuer, form.Groups[1].Value), fields);
        }

        throw new InvalidOperationException("The identity provider's pages lead nowhere.");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    /// <summary>The first run on a machine fetches what the lock file names.</summary>
    private static async Task InstallAsync(string folder)
    {
        await Installing.WaitAsync();
        try
        {
            if (Directory.Exists(Path.Combine(folder, "node_modules", "oidc-provider")))
            {
                return;
            }

            using var npm = Start(folder, "npm", "ci", "--no-audit", "--no-fund");
            var said = await npm.StandardOutput.ReadToEndAsync();
            await npm.WaitForExitAsync();
            if (npm.ExitCode != 0)
            {
                throw new InvalidOperationException($"npm ci failed: {said}");
            }
        }
        finally
        {
            Installing.Release();
        }
    }

    private static Process Start(string folder, string program, params string[] arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        WorkingDirectory = folder,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;

    private static string Folder([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../identity-provider"));

    [GeneratedRegex("^listening ([0-9]+)$")]
    private static partial Regex Listening();

    [GeneratedRegex("<form[^>]* action=\"([^\"]+)\"")]
    private static partial Regex Form();

    [GeneratedRegex("name=\"prompt\" value=\"([^\"]+)\"")]
    private static partial Regex Prompt();
}
