using System.Text.RegularExpressions;
using Sallyport.EndToEnd.Tests.Hubs;
using Sallyport.EndToEnd.Tests.Running;

namespace Sallyport.EndToEnd.Tests.Clients;

/// <summary>The browser's part of <c>sallyport login</c>.</summary>
internal static partial class Consent
{
    /// <summary>Opens what the command says, as whoever is signed in there, and allows it.</summary>
    public static async Task AllowAsync(RunningProcess login, WebBrowser browser)
    {
        await browser.OpenAsync(await SaidAsync(login, Address()));
        var back = await browser.SubmitAsync(("answer", "allow"));
        using var local = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        (await local.GetStringAsync(back)).Should().Contain("You are signed in");
    }

    /// <summary>Waits until the command has said something.</summary>
    public static async Task<string> SaidAsync(RunningProcess login, Regex what)
    {
        (await login.Errors.WaitForAsync(what.IsMatch, Kubectl.Patience)).Should().BeTrue("it should say where to sign in: {0}", login.Describe());
        return what.Match(login.Errors.Text).Groups[1].Value;
    }

    [GeneratedRegex(@"(https://\S+/login/authorize\S+)\n")]
    private static partial Regex Address();
}
