using System.CommandLine;

namespace Sallyport.Agent.Hosting;

/// <summary>The agent's command line. Each option has a twin in the environment; the option wins.</summary>
internal static class AgentCommandLine
{
    private const string About = """
        The Sallyport agent: dials the hub, and lets it reach this one cluster as far as you allow.

        The agent opens no port to the outside. It keeps one connection to the hub, checks every request that comes down
        it a second time, and hands it to kube-apiserver as the person who asked, never as itself.
        """;

    private const string AboutRun = """
        Enrols with the hub, holds the tunnel and serves the cluster until it is stopped.

        In a pod it takes kube-apiserver and its accounts from the pod; 'sallyport clusters add NAME' prints the manifest
        that installs it so. Anywhere else, give it a kubeconfig and a folder for its key:

          sallyport-agent run --hub https://GATEWAY:6443 --ca-file hub-ca.crt --join-token sjt_... \
            --kubeconfig admin.kubeconfig --data /var/lib/sallyport-agent

        The join token works once. From then on the agent has a key and a certificate of its own, which it renews; keep
        the folder, and a restart needs no token. HTTPS_PROXY and NO_PROXY are honoured towards the hub alone.
        """;

    public static RootCommand Create()
    {
        var run = new Command("run", AboutRun);
        var options = AgentSetting.All.ToDictionary(s => s, s => new Option<string?>(s.Option)
        {
            Description = $"{s.Description} [env: {s.Variable}]",
            HelpName = s.Placeholder,
        });
        foreach (var option in options.Values)
        {
            run.Options.Add(option);
        }

        run.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = new AgentSettings(
                setting => parsed.GetValue(options[setting]), Environment.GetEnvironmentVariable);
            return await RunCommand.RunAsync(settings, Console.Error, cancellationToken);
        });
        return new RootCommand(About) { run };
    }
}
