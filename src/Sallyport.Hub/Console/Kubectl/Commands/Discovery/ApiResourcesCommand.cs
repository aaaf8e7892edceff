using System.Collections.Immutable;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Kubectl.Parsing;
using Sallyport.Hub.Console.Kubectl.Printing;

namespace Sallyport.Hub.Console.Kubectl.Commands;

/// <summary>Lists the kinds that the cluster offers.</summary>
internal sealed class ApiResourcesCommand() : KubectlCommand("api-resources", "", "Lists the kinds that the cluster offers.")
{
    public override ImmutableArray<Flag> Flags =>
    [
        Flag.Text("output", "wide or name.", 'o') with { Choices = ["name", "wide"] },
        Flag.Text("api-group", "Those of one group alone; empty for the core group."),
        Flag.Switch("namespaced", "Those with a namespace, or with =false those without."),
        Flag.Texts("verbs", "Those that have all these verbs."),
        Flag.Texts("categories", "Those of all these categories."),
        Flag.Text("sort-by", "name or kind.") with { Choices = ["name", "kind"] },
        Flag.Switch("no-headers", "Leaves the header out."),
        Flag.Switch("cached", "Taken so that lines from elsewhere work."),
    ];

    public override ArgumentKind Arguments => ArgumentKind.Nothing;

    public override async Task<int> RunAsync(Invocation line)
    {
        var form = line.Flags.Text("output");
        if (form is not ("" or "wide" or "name"))
        {
            throw new KubectlFault($"error: --output {form} is not available");
        }

        var catalog = await line.KindsAsync();
        var types = Ordered(catalog.Types.Where(type => Holds(line.Flags, type)), line.Flags.Text("sort-by"));
        var layout = new TabWriter(6, 3);
        if (form != "name" && !line.Flags.Is("no-headers"))
        {
            layout.Cells(["NAME", "SHORTNAMES", "APIVERSION", "NAMESPACED", "KIND", .. form == "wide" ? ["VERBS", "CATEGORIES"] : Array.Empty<string>()]);
        }

        foreach (var type in types)
        {
            layout.Cells(form == "name" ? [type.FullName] : Cells(type, form == "wide"));
        }

        await layout.PrintAsync(line);

        foreach (var problem in catalog.Problems)
        {
            await line.Out.ErrorAsync("error: " + problem.Message);
        }

        return catalog.Problems.IsEmpty ? 0 : 1;
    }

    private static bool Holds(ParsedFlags flags, ResourceType type) =>
        (!flags.Has("api-group") || type.Group == flags.Text("api-group")) &&
        (!flags.Has("namespaced") || type.Namespaced == flags.Is("namespaced")) &&
        flags.Texts("verbs").All(verb => type.Verbs.Contains(verb)) &&
        flags.Texts("categories").All(category => type.Categories.Contains(category));

    private static IEnumerable<ResourceType> Ordered(IEnumerable<ResourceType> types, string by) => by switch
    {
        "name" => types.OrderBy(type => type.Resource, StringComparer.Ordinal),
        "kind" => types.OrderBy(type => type.Kind, StringComparer.Ordinal),
        _ => types.OrderBy(type => type.Group, StringComparer.Ordinal).ThenBy(type => type.Resource, StringComparer.Ordinal),
    };

    private static IEnumerable<string> Cells(ResourceType type, bool wide) =>
    [
        type.Resource, string.Join(',', type.ShortNames), type.ApiVersion, type.Namespaced ? "true" : "false", type.Kind,
        .. wide ? [string.Join(',', type.Verbs), string.Join(',', type.Categories)] : Array.Empty<string>(),
    ];
}
