using System.Text.Json;
using Sallyport.Console.Tests.Browsing;

namespace Sallyport.Console.Tests.Shells;

/// <summary>What a container writes draws in the terminal, and touches neither the page nor the clipboard nor another window.</summary>
public sealed class HostileOutputTests(ConsoleDemo demo) : IClassFixture<ConsoleDemo>
{
    private const string Escape = "\u001b", Bell = "\u0007", End = Escape + "\\";

    /// <summary>What it does, and what is written.</summary>
    private static readonly (string What, string Written)[] Sequences =
    [
        ("writes the clipboard", $"{Escape}]52;c;c3RvbGVu{Bell}"),
        ("asks for the clipboard", $"{Escape}]52;c;?{Bell}"),
        ("gives the window a title", $"{Escape}]0;owned{Bell}{Escape}]2;owned{Bell}"),
        ("types a command by way of the title", $"{Escape}]2;echo typed-by-itself\r{Bell}{Escape}[21t{Escape}[20t"),
        ("resizes, raises and closes windows", $"{Escape}[8;10;10t{Escape}[5t{Escape}[9;1t"),
        ("draws an image from another place", $"{Escape}]1337;File=inline=1:R0lGODlhAQABAAAAACw={Bell}"),
        ("is markup", "<img src=x onerror=\"window.reached=1\"><script>window.reached=1</script>"),
        ("is a link that runs", $"{Escape}]8;;javascript:window.reached=1{End}click me{Escape}]8;;{End}"),
    ];

    [Fact]
    [CatalogueRow(220)]
    public async Task Output_Hostile_ReachesNothingOutsideTheScreen()
    {
        await using var shell = await OpenAsync("hostile-output", [.. Sequences.Select(one => one.Written)]);
        var page = shell.Browser.Page;
        var windows = 0;
        page.Context.Page += (_, _) => windows++;
        await page.EvaluateAsync("() => navigator.clipboard.writeText('mine')");
        var title = await page.TitleAsync();

        await shell.Screen.TypeAsync("export AFTER=after");
        for (var one = 0; one < Sequences.Length; one++)
        {
            var because = "it " + Sequences[one].What;
            await shell.Screen.TypeAsync($"cat /hostile/{one}; echo; echo $AFTER-{one}");
            await shell.Screen.ShowsAsync($"after-{one}");

            (await page.TitleAsync()).Should().Be(title, because);
            (await page.EvaluateAsync<string>("() => navigator.clipboard.readText()")).Should().Be("mine", because);
            (await page.EvaluateAsync<bool>("() => 'reached' in window")).Should().BeFalse(because);
            (await shell.Browser.See(".shell-screen img, .shell-screen script, .shell-screen a, dialog[open]").CountAsync()).Should().Be(0, because);
            // Nor did the terminal answer: what it answers is typed into the shell.
            (await shell.Screen.LinesAsync()).Should().NotContain(line => line.Contains("typed-by-itself", StringComparison.Ordinal), because);
        }

        windows.Should().Be(0);
    }

    [Fact]
    [CatalogueRow(222)]
    public async Task Link_WrittenByTheContainer_OpensAfterAQuestionThatShowsWhereItLeads()
    {
        await using var shell = await OpenAsync("hostile-link", [$"{Escape}]8;;https://evil.example/x{End}https://bank.example{Escape}]8;;{End}\n"]);
        var windows = 0;
        shell.Browser.Page.Context.Page += (_, _) => windows++;
        await shell.Screen.TypeAsync("cat /hostile/0");
        await shell.Screen.ShowsAsync("https://bank.example");

        await shell.Screen.ClickAsync("https://bank.example");

        await shell.Browser.See("dialog.ask").WaitForAsync();
        (await shell.Browser.See("dialog.ask pre").InnerTextAsync()).Should().Be("https://evil.example/x");
        await shell.Browser.ShotAsync("shell-link");
        await shell.Browser.See("dialog.ask").GetByText("Cancel").ClickAsync();
        windows.Should().Be(0);
    }

    /// <summary>A shell in a pod of its own, where files hold what is to be written.</summary>
    private async Task<ShellPage> OpenAsync(string pod, string[] written)
    {
        var files = JsonSerializer.Serialize(written.Select((text, number) => (Name: $"{number}", text)).ToDictionary(file => file.Name, file => file.text));
        await demo.AskClusterAsync(HttpMethod.Post, "/api/v1/namespaces/shop/configmaps", $$"""
            { "apiVersion": "v1", "kind": "ConfigMap", "metadata": { "name": "{{pod}}" }, "data": {{files}} }
            """);
        await demo.MakePodAsync(pod, $$"""
            { "containers": [{ "name": "main", "image": "registry.example.com/hostile:1", "volumeMounts": [{ "name": "files", "mountPath": "/hostile" }] }],
              "volumes": [{ "name": "files", "configMap": { "name": "{{pod}}" } }] }
            """);
        return await ShellPage.OpenAsync(demo, pod);
    }
}
