using System.Collections.Immutable;
using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Kubectl.JsonPath;
using Sallyport.Hub.Console.Kubectl.Printing;
using Sallyport.Hub.Console.Kubectl.Reading;

namespace Sallyport.Hub.Console.Kubectl.Commands;

/// <summary>Reads what <c>get</c> names, and prints it in one form.</summary>
internal abstract class ObjectPrinter(Invocation line)
{
    private const int MostSorted = 20_000;

    /// <summary>How many objects were printed.</summary>
    public int Printed { get; protected set; }

    /// <summary>Whether a person is told when there is nothing.</summary>
    public virtual bool SaysNothingFound => true;

    /// <summary>Query of every list and read.</summary>
    protected virtual string Query => "";

    protected virtual string Accept => ClusterApi.Json;

    protected Invocation Line => line;

    /// <summary>The path that <c>--sort-by</c> names; none where the cluster's order is kept.</summary>
    protected ImmutableArray<PathStep> Order { get; } = line.Flags.Text("sort-by") is { Length: > 0 } path ? TemplateParser.ParseExpression(path) : [];

    public static ObjectPrinter For(Invocation line, OutputFormat format, ImmutableArray<Wanted> wanted, Selection selection)
    {
        var one = wanted is [{ Names.Length: 1 }];
        return format.Form switch
        {
            OutputForm.Table or OutputForm.Wide => new TablePrinting(line, format, selection, severalKinds: wanted.DistinctBy(kind => kind.Type.FullName).Count() > 1),
            OutputForm.Name => new NamePrinting(line),
            OutputForm.Json => new DocumentPrinting(line, one, yaml: false),
            OutputForm.Yaml => new DocumentPrinting(line, one, yaml: true),
            OutputForm.CustomColumns => new ColumnPrinting(line, format.Template),
            _ => new TemplatePrinting(line, one, TemplateParser.Parse(format.Template), format.Form == OutputForm.JsonPathAsJson),
        };
    }

    /// <summary>Prints what is wanted of one kind; objects that are refused or not there go to the problems, and the others are printed.</summary>
    public virtual async Task PrintAsync(Wanted wanted, List<ClusterProblem> problems)
    {
        if (wanted.Names.IsEmpty && Order is { IsEmpty: false } order && Accept == ClusterApi.Json)
        {
            var items = new List<JsonElement>();
            await foreach (var item in Selection.Of(line).ObjectsAsync(line, wanted.Type, line.Cancellation))
            {
                items.Add(item);
                if (items.Count > MostSorted)
                {
                    throw new KubectlFault($"error: {MostSorted:N0} objects at most are sorted: narrow it with a namespace, -l or --field-selector.");
                }
            }

            foreach (var item in items.OrderBy(item => Key(order, item), Comparer<JsonElement?>.Create(ValueOrder.CompareForSort)))
            {
                await TakeAsync(wanted.Type, WithKind(wanted.Type, item));
            }

            return;
        }

        if (wanted.Names.IsEmpty)
        {
            await foreach (var page in Selection.Of(line).PagesAsync(line, wanted.Type, Accept, Query, line.Cancellation))
            {
                await TakePageAsync(wanted.Type, page);
            }

            return;
        }

        foreach (var name in wanted.Names)
        {
            try
            {
                await TakeObjectAsync(wanted.Type, await line.ReadAsync(Target(wanted.Type, name), Accept));
            }
            catch (ClusterProblemException fault)
            {
                problems.Add(fault.Problem);
            }
        }
    }

    /// <summary>Prints what is left when all has been read.</summary>
    public virtual Task EndAsync() => Task.CompletedTask;

    /// <summary>One object was read.</summary>
    protected abstract ValueTask TakeAsync(ResourceType type, JsonElement item);

    /// <summary>An answer to a read by name.</summary>
    protected virtual ValueTask TakeObjectAsync(ResourceType type, JsonElement read) => TakeAsync(type, read);

    /// <summary>An answer to a list; items of a list carry no kind of their own.</summary>
    protected virtual async ValueTask TakePageAsync(ResourceType type, JsonElement page)
    {
        foreach (var item in page.Items("items"))
        {
            await TakeAsync(type, WithKind(type, item));
        }
    }

    /// <summary>An object with its kind and version written in it.</summary>
    public static JsonElement WithKind(ResourceType type, JsonElement item)
    {
        if (item.Text("kind").Length > 0)
        {
            return item;
        }

        var members = item.EnumerateObject().ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal);
        members["apiVersion"] = JsonSerializer.SerializeToElement(type.ApiVersion);
        members["kind"] = JsonSerializer.SerializeToElement(type.Kind);
        return JsonSerializer.SerializeToElement(members);
    }

    /// <summary>What an object is sorted by; null where it has none of it.</summary>
    protected static JsonElement? Key(ImmutableArray<PathStep> order, JsonElement item) => new PathWalk().Values(order, item) is [var key, ..] ? key : null;

    private string Target(ResourceType type, string name) =>
        type.Path(type.Namespaced ? line.Namespace : null, name) +
        (line.Flags.Text("subresource") is { Length: > 0 } part ? "/" + Uri.EscapeDataString(part) : "") +
        (Query.Length > 0 ? "?" + Query : "");
}
