using System.Collections.Immutable;
using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Kubectl.Parsing;

namespace Sallyport.Hub.Console.Kubectl.Commands;

/// <summary>Says whether you may do something: the truth of both doors.</summary>
internal sealed class CanICommand() : KubectlCommand("auth can-i", "VERB TYPE[/NAME] | VERB /PATH | --list", "Says whether you may do something, or all you may do.")
{
    private const string Reviews = "/apis/authorization.k8s.io/v1/";

    public override ImmutableArray<Flag> Flags =>
    [
        Flag.Switch("list", "All that you may do."),
        Flag.Text("subresource", "Such as log or exec."),
        Flag.Switch("all-namespaces", "In all namespaces at once.", 'A'),
        Flag.Switch("quiet", "Says nothing; the exit code tells.", 'q'),
        Flag.Switch("no-headers", "Leaves the header out."),
    ];

    public override ArgumentKind Arguments => ArgumentKind.VerbAndKind;

    public override async Task<int> RunAsync(Invocation line)
    {
        if (line.Flags.Is("list"))
        {
            var rules = await ReviewAsync(line, "selfsubjectrulesreviews", "SelfSubjectRulesReview", new { @namespace = line.Namespace });
            return await RuleTable.PrintAsync(line, rules.At("status"));
        }

        if (line.Arguments is not [var verb, var what])
        {
            throw new KubectlFault("error: you must specify two arguments: verb resource or verb resource/resourceName.\nSee 'kubectl auth can-i -h' for help and examples.");
        }

        var review = await ReviewAsync(line, "selfsubjectaccessreviews", "SelfSubjectAccessReview", await AttributesAsync(line, verb, what));
        var status = review.At("status");
        if (!line.Flags.Is("quiet"))
        {
            await line.Out.LineAsync(status.Flag("allowed") ? "yes" : "no" + Dashed(status.Text("reason")) + Dashed(status.Text("evaluationError")));
        }

        return status.Flag("allowed") ? 0 : 1;
    }

    private static string Dashed(string text) => text.Length == 0 ? "" : " - " + text;

    private static async Task<object> AttributesAsync(Invocation line, string verb, string what)
    {
        if (what.StartsWith('/'))
        {
            return new { nonResourceAttributes = new { path = what, verb } };
        }

        var (kind, name) = what.IndexOf('/', StringComparison.Ordinal) is var slash and > 0 ? (what[..slash], what[(slash + 1)..]) : (what, "");
        var type = kind == "*" ? null : (await line.KindsAsync()).Find(kind);
        if (kind != "*" && type is null)
        {
            await line.Out.ErrorAsync($"Warning: the server doesn't have a resource type '{kind}'");
        }
        else if (type is { Namespaced: false } && !line.Flags.Is("all-namespaces"))
        {
            await line.Out.ErrorAsync($"Warning: resource '{type.Resource}' is not namespace scoped{(type.Group.Length > 0 ? $" in group '{type.Group}'" : "")}\n");
        }

        return new
        {
            resourceAttributes = new
            {
                verb,
                group = type?.Group ?? "",
                resource = type?.Resource ?? kind,
                name,
                subresource = line.Flags.Text("subresource"),
                @namespace = line.Flags.Is("all-namespaces") ? "" : line.Namespace,
            },
        };
    }

    private static Task<JsonElement> ReviewAsync(Invocation line, string resource, string kind, object spec) =>
        line.SendAsync(HttpMethod.Post, Reviews + resource, JsonSerializer.Serialize(new { kind, apiVersion = "authorization.k8s.io/v1", spec }));
}
