using System.Collections.Immutable;
using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Kubectl.Parsing;
using Sallyport.Hub.Console.Kubectl.Printing;

namespace Sallyport.Hub.Console.Kubectl.Commands;

/// <summary>Shows who you are.</summary>
internal sealed class WhoAmICommand() : KubectlCommand("auth whoami", "", "Shows who you are.")
{
    public override ImmutableArray<Flag> Flags => [Flag.Text("output", "json or yaml.", 'o') with { Choices = ["json", "yaml"] }];

    public override ArgumentKind Arguments => ArgumentKind.Nothing;

    public override async Task<int> RunAsync(Invocation line)
    {
        var review = await line.SendAsync(
            HttpMethod.Post, "/apis/authentication.k8s.io/v1/selfsubjectreviews", """{"kind":"SelfSubjectReview","apiVersion":"authentication.k8s.io/v1"}""");
        switch (line.Flags.Text("output"))
        {
            case "json":
                await line.Out.TextAsync(KubeJson.Indented(review, 0, managedFields: true));
                return 0;
            case "yaml":
                await line.Out.TextAsync(KubeYaml.Write(review, managedFields: true));
                return 0;
        }

        var user = review.At("status", "userInfo");
        var layout = new TabWriter(6, 3);
        layout.Cells(["ATTRIBUTE", "VALUE"]);
        Add(layout, "Username", user.Text("username"));
        Add(layout, "UID", user.Text("uid"));
        Add(layout, "Groups", user.Texts("groups") is { IsEmpty: false } groups ? $"[{string.Join(' ', groups)}]" : "");
        foreach (var extra in user.At("extra") is { ValueKind: JsonValueKind.Object } extras ? extras.EnumerateObject() : default)
        {
            Add(layout, "Extra: " + extra.Name, GoText.Of(extra.Value));
        }

        await layout.PrintAsync(line);

        return 0;
    }

    private static void Add(TabWriter layout, string name, string value)
    {
        if (value.Length > 0)
        {
            layout.Cells([name, value]);
        }
    }
}
