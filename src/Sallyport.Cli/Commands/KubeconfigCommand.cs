using System.CommandLine;
using Sallyport.Cli.Api;
using Sallyport.Cli.Completion;
using Sallyport.Cli.Help;
using Sallyport.Cli.Kubeconfigs;
using Sallyport.Cli.Output;
using Sallyport.Cli.Sessions;

namespace Sallyport.Cli.Commands;

/// <summary>One context per cluster, with a credential that kubectl asks this program for.</summary>
internal static class KubeconfigCommand
{
    public static Command Create()
    {
        var clusters = new Option<string[]>("--cluster") { Description = "only these clusters; may be repeated", HelpName = "NAME", CompletionSources = { HubNames.Clusters }, DefaultValueFactory = _ => [] };
        var merge = new Option<bool>("--merge") { Description = "bring the kubeconfig that kubectl reads ($KUBECONFIG, else ~/.kube/config) in line" };
        var write = new Option<FileInfo?>("--write") { Description = "write a file of its own, readable by you alone", HelpName = "FILE" };
        var place = new Option<string?>("--namespace", "-n") { Description = "the namespace of every context where you may read it (default: one that you may read)" };
        var version = new Option<string>("--exec-api-version")
        {
            Description = "in which version kubectl speaks with the plugin; v1beta1 for kubectl before 1.22",
            DefaultValueFactory = _ => ExecPlugin.Versions[0],
        };
        version.AcceptOnlyFromAmong(ExecPlugin.Versions);
        var token = new Option<bool>("--with-token") { Description = "put a token into it instead of the plugin, for programs that cannot run one" };
        var validFor = new Option<string?>("--valid-for") { Description = "with --with-token: how long the token lives, as 8h" };
        var command = new Command("kubeconfig", "Print, write or merge a kubeconfig with one context per cluster")
        {
            merge, write, clusters, place, token, validFor, version,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(merge) && (result.GetResult(write) is not null || result.GetValue(token)))
            {
                result.AddError("--merge stands by itself: leave out --write and --with-token.");
            }

            if (result.GetResult(validFor) is not null && !result.GetValue(token))
            {
                result.AddError("--valid-for is for --with-token: the plugin's credentials live minutes and renew themselves.");
            }
        });
        command.Taught(
            """
            sallyport kubeconfig --merge                      # into the file that kubectl reads
            sallyport kubeconfig --merge --namespace shop     # every context in this namespace, where you may read it
            sallyport kubeconfig --write dev.yaml --cluster dev-1
            sallyport kubeconfig --with-token --valid-for 1h  # for a program that can run no plugin
            """);
        return command.Calls(async (parsed, api, to, cancellation) =>
        {
            var wanted = parsed.GetValue(clusters) is { Length: > 0 } named ? named : null;
            if (parsed.GetValue(token))
            {
                var text = await api.SendAsync(
                    HttpMethod.Post,
                    "/api/v1/kubeconfig",
                    cancellation,
                    ApiClient.Json(new KubeconfigRequest(wanted, parsed.GetValue(validFor)), ApiJson.Default.KubeconfigRequest));
                await WriteAsync(parsed.GetValue(write), text, to);
                return;
            }

            var chosen = parsed.GetValue(place);
            var parts = await api.SendAsync(
                HttpMethod.Get,
                "/api/v1/kubeconfig" + (chosen is null ? "" : $"?namespace={Uri.EscapeDataString(chosen)}"),
                ApiJson.Default.KubeconfigParts,
                cancellation);
            var grant = Granted(parts.Value, parsed.Profile(), parsed.GetRequiredValue(version), wanted) with { NamespaceChosen = chosen is not null };
            var warnings = parsed.InvocationConfiguration.Error;
            foreach (var cluster in grant.Clusters.Where(cluster => chosen is not null && cluster.Namespace != chosen && (wanted?.Contains(cluster.Name) ?? true)))
            {
                await warnings.WriteLineAsync($"warning: you may not read namespace {chosen} in {cluster.Name}; its context has {cluster.Namespace ?? "none"}.");
            }

            if (parsed.GetValue(merge))
            {
                await MergeReport.WriteAsync(await new KubeconfigMerge(KubeconfigPaths.OfEnvironment()).RunAsync(grant, cancellation), to);
            }
            else
            {
                await WriteAsync(parsed.GetValue(write), OwnKubeconfig.Write(grant), to);
            }
        });
    }

    private static Grant Granted(KubeconfigParts parts, Profile profile, string version, string[]? wanted)
    {
        if (wanted?.FirstOrDefault(name => parts.Clusters.All(cluster => cluster.Name != name)) is { } unknown)
        {
            throw new CommandException($"there is no cluster '{unknown}' that you have access to. See: sallyport clusters list");
        }

        var clusters = parts.Clusters.Select(cluster =>
            new GrantedCluster(cluster.Name, cluster.Server, cluster.TlsServerName, cluster.CertificateAuthorityData, cluster.Namespace));
        return new Grant(profile.Name, [.. clusters], new ExecPlugin(InvokedAs.Program, profile.Name, version)) { Wanted = wanted };
    }

    private static async Task WriteAsync(FileInfo? file, string text, TextWriter to)
    {
        if (file is null)
        {
            await to.WriteAsync(text);
            return;
        }

        OwnKubeconfig.DemandReplaceable(file.FullName);
        KubeconfigFile.Replace(file.FullName, text);
        await to.WriteLineAsync($"{file.FullName} written. Use it with: export KUBECONFIG={file.FullName}");
    }
}
