using Sallyport.Hub.Fleet;

namespace Sallyport.Hub.Hosting.Demo;

/// <summary>What the demo tells the person who started it to try.</summary>
internal static class DemoWelcome
{
    public static string Write(WebApplication app, DemoOptions options, string kubeconfigs, DemoSignIn signIn)
    {
        var (gateway, console) = HubApplication.Ports(app);
        var clusters = app.Services.GetRequiredService<ClusterRegistry>().All.Select(cluster => cluster.Name).ToArray();
        var folder = Shown(kubeconfigs);
        var first = clusters[0];
        var links = string.Join('\n', signIn.Issue(console).Select(link => $"  {link.Person,-14} {link.Link}"));
        return $"""

            Sallyport's demo: everything is under {Shown(options.Data)}
              gateway  https://127.0.0.1:{gateway}   for kubectl
              console  https://127.0.0.1:{console}   in a browser, and for the sallyport command
              clusters {string.Join(", ", clusters)}

            In a browser, whose warning is about the demo's own certificate authority; each link signs one person in, once, within half an hour:
            {links}

            As a read-only developer:
              export KUBECONFIG={folder}/developer.yaml
              kubectl --context {first} -n shop get pods
              kubectl --context {first} -n shop get secrets            # refused: Secrets are hidden
              kubectl --context {first} -n shop exec deploy/storefront -- sh  # refused: no shell

            As the admin, who may change that:
              alias sallyport='dotnet run --project src/Sallyport.Cli --'    # from a checkout
              sallyport login https://127.0.0.1:{console} --ca {Shown(Path.Combine(options.Data, "ca.crt"))} --token "$(awk '/token:/ {"{print $2; exit}"}' {folder}/admin.yaml)"
              sallyport settings set secrets visible
              sallyport settings set shell listed-commands --command 'ls **'  # then the developer may: exec deploy/storefront -- ls /
              sallyport users invite developer                          # a link to choose a password or passkey by

            As the project admin, who sees and does more in the project shop alone:
              kubectl --kubeconfig {folder}/project-admin.yaml --context {first} -n shop get secrets

            """;
    }

    private static string Shown(string path)
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }
}
