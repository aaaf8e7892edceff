using System.CommandLine;
using Sallyport.Cli.Api;
using Sallyport.Cli.Completion;
using Sallyport.Cli.Help;
using Sallyport.Cli.Output;

namespace Sallyport.Cli.Commands;

/// <summary>Enrols, labels and removes clusters.</summary>
internal static class ClustersCommand
{
    public static Command Create() => new("clusters", "List, add, label, rejoin and remove clusters")
    {
        List(), Add(), Label(), Rejoin(), Remove(),
    };

    private static Command List()
    {
        var state = new Option<string?>("--state") { Description = "only those whose agent is online, away or never-joined", HelpName = "STATE" };
        var selector = new Option<string?>("--selector") { Description = "only those whose labels match, as env=prod", HelpName = "SELECTOR" };
        var command = new Command("list", "List the clusters and whether their agents are there");
        var list = new ListOptions(command, ("state", state), ("selector", selector));
        return command.Calls((parsed, api, to, cancellation) => list.PrintAsync(
            parsed,
            api,
            "/api/v1/clusters",
            ApiJson.Default.ClusterArray,
            to,
            "There are no clusters yet. Add one: sallyport clusters add NAME",
            ["NAME", "AGENT", "LAST SEEN", "KUBERNETES", "CEILING", "NAMESPACES", "LABELS"],
            cluster =>
            [
                cluster.Name, cluster.State, Ages.Since(cluster.LastSeen), cluster.KubernetesVersion ?? "", cluster.Ceiling ?? "",
                cluster.Namespaces?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "", LabelArguments.Write(cluster.Labels),
            ],
            cancellation));
    }

    private static Command Add()
    {
        var name = Name();
        var labels = new Option<string[]>("--label") { Description = "a label as key=value; may be repeated", DefaultValueFactory = _ => [] };
        var command = new Command("add", "Enrol a cluster and print the manifest that installs its agent").Taught(
            """
            sallyport clusters add dev-1 | kubectl --context dev-1 apply -f -
            sallyport clusters add prod --label env=prod --ceiling read-only --command
            """);
        return WithJoinOptions(command, out var show, name, labels).Calls(async (parsed, api, to, cancellation) =>
        {
            var body = new NewCluster(parsed.GetRequiredValue(name), LabelArguments.ReadSet(parsed.GetValue(labels) ?? []), parsed.GetValue(show.Ceiling), parsed.GetValue(show.Constrained));
            var joined = await api.SendAsync(
                HttpMethod.Post, "/api/v1/clusters", ApiJson.Default.JoinInstructions, cancellation, ApiClient.Json(body, ApiJson.Default.NewCluster));
            await PrintJoinAsync(parsed, show, joined, to);
        });
    }

    private static Command Rejoin()
    {
        var name = Known();
        var command = new Command("rejoin", "Issue a new join token for a cluster's agent; labels and assignments stay, the old certificate ends");
        return WithJoinOptions(command, out var show, name).Calls(async (parsed, api, to, cancellation) =>
            await PrintJoinAsync(
                parsed,
                show,
                await api.SendAsync(
                    HttpMethod.Post,
                    $"/api/v1/clusters/{Escape(parsed, name)}/rejoin",
                    ApiJson.Default.JoinInstructions,
                    cancellation,
                    ApiClient.Json(new RejoinRequest(parsed.GetValue(show.Ceiling), parsed.GetValue(show.Constrained)), ApiJson.Default.RejoinRequest)),
                to));
    }

    private static Command Label()
    {
        var name = Known();
        var labels = new Argument<string[]>("LABEL") { Description = "key=value to set, key- to take away", Arity = ArgumentArity.OneOrMore };
        var output = OutputOption.Create();
        return new Command("label", "Set or take away a cluster's labels") { name, labels, output }.Calls(async (parsed, api, to, cancellation) =>
        {
            var change = new ClusterLabels(LabelArguments.ReadChange(parsed.GetValue(labels) ?? []));
            await Printer.OutcomeAsync(
                await api.SendAsync(HttpMethod.Patch, $"/api/v1/clusters/{Escape(parsed, name)}", cancellation, ApiClient.Json(change, ApiJson.Default.ClusterLabels)),
                parsed.GetValue(output),
                to,
                $"cluster {parsed.GetValue(name)} labelled");
        });
    }

    private static Command Remove()
    {
        var name = Known();
        var output = OutputOption.Create();
        return new Command("remove", "Remove a cluster: cuts its tunnel and prints what to delete in the cluster") { name, output }.Calls(async (parsed, api, to, cancellation) =>
        {
            var removed = await api.SendAsync(HttpMethod.Delete, $"/api/v1/clusters/{Escape(parsed, name)}", ApiJson.Default.RemovedCluster, cancellation);
            await Printer.OutcomeAsync(
                removed.Json, parsed.GetValue(output), to, $"cluster {parsed.GetValue(name)} removed{Environment.NewLine}{removed.Value.DeleteInCluster?.TrimEnd()}");
        });
    }

    private static Argument<string> Name() => new("NAME") { Description = "the cluster's name: lower case letters, digits and -" };

    private static Argument<string> Known()
    {
        var name = Name();
        name.HelpName = "NAME";
        name.CompletionSources.Add(HubNames.Clusters);
        return name;
    }

    private static string Escape(ParseResult parsed, Argument<string> name) => Uri.EscapeDataString(parsed.GetRequiredValue(name));

    private static Command WithJoinOptions(Command command, out JoinOptions show, Argument<string> name, Option? more = null)
    {
        show = new JoinOptions(
            new Option<string?>("--ceiling")
            {
                Description = "the most that any hub may have in the cluster: admin (default), or namespaced or read-only with any of +keys-only, +secrets, +shell, +port-forward",
            },
            new Option<bool>("--constrained-impersonation")
            {
                Description = "let kube-apiserver itself hold the ceiling over the agent (Kubernetes 1.36 and later; in older ones the agent could do nothing)",
            },
            new Option<bool>("--command") { Description = "print the command for an agent outside the cluster instead of the manifest" },
            OutputOption.Create());
        command.Options.Add(show.Ceiling);
        command.Options.Add(show.Constrained);
        command.Arguments.Add(name);
        command.Options.Add(show.Command);
        command.Options.Add(show.Output);
        if (more is not null)
        {
            command.Options.Add(more);
        }

        return command;
    }

    private static async Task PrintJoinAsync(
        ParseResult parsed,
        JoinOptions show,
        ApiAnswer<JoinInstructions> joined,
        TextWriter to)
    {
        if (parsed.GetValue(show.Output) != OutputFormat.Table)
        {
            await Printer.DocumentAsync(joined.Json, parsed.GetValue(show.Output), to);
        }
        else
        {
            await to.WriteLineAsync((parsed.GetValue(show.Command) ? joined.Value.AgentCommand : joined.Value.Manifest).TrimEnd());
        }
    }

    private sealed record JoinOptions(Option<string?> Ceiling, Option<bool> Constrained, Option<bool> Command, Option<OutputFormat> Output);
}
