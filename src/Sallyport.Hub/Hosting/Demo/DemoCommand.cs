using System.CommandLine;

namespace Sallyport.Hub.Hosting.Demo;

/// <summary><c>sallyport-hub demo</c>.</summary>
internal static class DemoCommand
{
    public static Command Make()
    {
        var data = new Option<DirectoryInfo>("--data")
        {
            Description = "Where the demo keeps everything; starting it again with the same folder finds all as it was.",
            DefaultValueFactory = _ => new DirectoryInfo(Path.Combine(".sallyport", "demo")),
            HelpName = "DIR",
        };
        var gatewayPort = Port("--gateway-port", "The port that kubectl and agents connect to.", 6443);
        var consolePort = Port("--console-port", "The port of the API that the sallyport command talks to.", 8443);
        var kubeconfig = new Option<FileInfo?>("--kubeconfig")
        {
            Description = "Attach a real cluster as well: the one this kubeconfig reaches, with the rights it has there.",
            HelpName = "FILE",
        };
        var context = new Option<string?>("--context")
        {
            Description = "The kubeconfig's context to use; by default its current one.",
            HelpName = "NAME",
        };
        var clusters = new Option<int>("--clusters")
        {
            Description = "How many demo clusters; of several, some have their agent away.",
            DefaultValueFactory = _ => 1,
        };
        var away = new Option<int?>("--away") { Description = "How many of them have their agent away, in place of some." };
        var pods = new Option<int?>("--pods") { Description = "About how many pods each demo cluster runs." };
        var podsInFirst = new Option<int?>("--pods-in-first") { Description = "About how many the first one runs, in place of that." };
        var verbose = new Option<bool>("--verbose") { Description = "Log all that happens, in place of troubles alone." };
        clusters.Validators.Add(result => Demand(result, result.GetValueOrDefault<int>() is >= 1 and <= 100, "--clusters takes 1 to 100."));
        away.Validators.Add(result => Demand(
            result, result.GetValueOrDefault<int?>() is not { } many || (many >= 0 && many < result.GetValue(clusters)), "--away takes fewer than there are clusters."));
        foreach (var number in new[] { pods, podsInFirst })
        {
            number.Validators.Add(result => Demand(result, result.GetValueOrDefault<int?>() is null or (>= 1 and <= 100_000), $"{number.Name} takes 1 to 100000."));
        }

        var command = new Command(
            "demo",
            """
            Starts a hub with a demo cluster in the same process. Everything stays under one folder and on this machine:
            a certificate authority, a SQLite database, and three people with a kubeconfig each:
              admin          Organization Admin: may do everything
              developer      read-only: no Secrets, no shells
              project-admin  admin of one project and nothing else
            """)
        {
            data, gatewayPort, consolePort, kubeconfig, context, clusters, away, pods, podsInFirst, verbose,
        };
        command.SetAction((parsed, cancellationToken) => DemoRun.RunAsync(
            new DemoOptions
            {
                Data = parsed.GetRequiredValue(data).FullName,
                GatewayPort = parsed.GetValue(gatewayPort),
                ConsolePort = parsed.GetValue(consolePort),
                Kubeconfig = parsed.GetValue(kubeconfig)?.FullName,
                Context = parsed.GetValue(context),
                Clusters = parsed.GetValue(clusters),
                Away = parsed.GetValue(away),
                Pods = parsed.GetValue(pods),
                PodsInFirst = parsed.GetValue(podsInFirst),
                Verbose = parsed.GetValue(verbose),
            },
            System.Console.Out,
            cancellationToken));
        return command;
    }

    private static Option<int> Port(string name, string description, int value)
    {
        var port = new Option<int>(name) { Description = description, DefaultValueFactory = _ => value, HelpName = "PORT" };
        port.Validators.Add(result => Demand(result, result.GetValueOrDefault<int>() is >= 0 and <= 65_535, $"{name} takes a port, 0 to 65535."));
        return port;
    }

    private static void Demand(System.CommandLine.Parsing.OptionResult result, bool holds, string sentence)
    {
        if (!holds)
        {
            result.AddError(sentence);
        }
    }
}
