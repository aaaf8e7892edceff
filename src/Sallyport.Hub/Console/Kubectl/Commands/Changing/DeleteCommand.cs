using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Kubectl.Parsing;

namespace Sallyport.Hub.Console.Kubectl.Commands;

/// <summary>Deletes objects. It asks nothing, as kubectl does not, and does not wait until they are gone.</summary>
internal sealed class DeleteCommand() : KubectlCommand("delete", "TYPE NAME… | TYPE/NAME… | TYPE -l SELECTOR", "Deletes objects, without asking.")
{
    public override ImmutableArray<Flag> Flags =>
    [
        Flag.Text("selector", "Objects by label.", 'l'),
        Flag.Text("field-selector", "Objects by field."),
        Flag.Switch("all", "All of the kind in the namespace."),
        Flag.Text("grace-period", "How many seconds it has to end; 0 with --force alone."),
        Flag.Switch("force", "Takes it out of the cluster's memory at once."),
        Flag.Switch("now", "The same as --grace-period=1."),
        Flag.Text("cascade", "background, orphan or foreground.") with { Bare = "background", Choices = ["background", "foreground", "orphan"] },
        Flag.Switch("wait", "Taken so that lines from elsewhere work: deleting does not wait here."),
        Flag.Switch("ignore-not-found", "Says nothing of what is not there."),
    ];

    public override async Task<int> RunAsync(Invocation line)
    {
        var options = Options(line.Flags);
        var chosen = await ChosenAsync(line);
        if (chosen.Count == 0)
        {
            await line.Out.LineAsync("No resources found");
        }

        foreach (var (type, item) in chosen)
        {
            await line.SendAsync(HttpMethod.Delete, ChosenObjects.Target(type, item), options);
            var kind = type.Kind.ToLowerInvariant() + (type.Group.Length == 0 ? "" : "." + type.Group);
            await line.Out.LineAsync($"{kind} \"{item.At("metadata").Text("name")}\" {(line.Flags.Is("force") ? "force deleted" : "deleted")}");
        }

        return 0;
    }

    private static async Task<List<(Feeds.Kinds.ResourceType Type, System.Text.Json.JsonElement Item)>> ChosenAsync(Invocation line)
    {
        if (line.Arguments.IsEmpty)
        {
            throw new KubectlFault("error: resource(s) were provided, but no name, label selector, or --all flag specified");
        }

        try
        {
            return await ChosenObjects.ReadAsync(line, line.Arguments);
        }
        catch (ClusterProblemException fault) when (fault.Problem.Code == 404 && line.Flags.Is("ignore-not-found"))
        {
            return [];
        }
    }

    private static string Options(ParsedFlags flags)
    {
        var options = new JsonObject { ["kind"] = "DeleteOptions", ["apiVersion"] = "v1" };
        var grace = flags.Number("grace-period") ?? (flags.Is("now") ? 1 : -1);
        if (grace == 0 && !flags.Is("force"))
        {
            grace = 1;
        }

        if (flags.Is("force") && grace < 0)
        {
            grace = 0;
        }

        if (grace >= 0)
        {
            options["gracePeriodSeconds"] = grace;
        }

        options["propagationPolicy"] = flags.Text("cascade") switch
        {
            "" or "background" or "true" => "Background",
            "foreground" => "Foreground",
            "orphan" or "false" => "Orphan",
            var other => throw new KubectlFault($"error: invalid cascade value ({other}). Must be \"background\", \"foreground\", or \"orphan\""),
        };
        return options.ToJsonString();
    }
}
