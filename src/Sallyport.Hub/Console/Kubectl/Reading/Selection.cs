using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Kubectl.Commands;

namespace Sallyport.Hub.Console.Kubectl.Reading;

/// <summary>Which objects of a kind are meant.</summary>
/// <param name="Namespace">Their namespace; null for all.</param>
/// <param name="Labels">A label selector; empty for all.</param>
/// <param name="Fields">A field selector; empty for all.</param>
internal sealed record Selection(string? Namespace, string Labels = "", string Fields = "")
{
    private const int PageSize = 500;

    /// <summary>The selection that the flags of a line say.</summary>
    public static Selection Of(Invocation line) => new(
        line.Flags.Is("all-namespaces") ? null : line.Namespace, line.Flags.Text("selector"), line.Flags.Text("field-selector"));

    /// <summary>The target of a list or watch.</summary>
    public string Target(ResourceType type, string query = "")
    {
        var parts = new List<string>();
        Add(parts, "labelSelector", Labels);
        Add(parts, "fieldSelector", Fields);
        if (query.Length > 0)
        {
            parts.Add(query);
        }

        return type.Path(Namespace) + (parts.Count == 0 ? "" : "?" + string.Join('&', parts));
    }

    /// <summary>Lists page by page, so that no more than one is held.</summary>
    public async IAsyncEnumerable<JsonElement> PagesAsync(
        Invocation line, ResourceType type, string accept = ClusterApi.Json, string query = "", [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var next = "";
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            var paged = string.Create(CultureInfo.InvariantCulture, $"limit={PageSize}") +
                (query.Length > 0 ? "&" + query : "") + (next.Length > 0 ? "&continue=" + Uri.EscapeDataString(next) : "");
            var page = await line.ReadAsync(Target(type, paged), accept);
            yield return page;
            next = page.At("metadata").Text("continue");
        }
        while (next.Length > 0);
    }

    /// <summary>Lists objects one by one.</summary>
    public async IAsyncEnumerable<JsonElement> ObjectsAsync(Invocation line, ResourceType type, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var page in PagesAsync(line, type, cancellationToken: cancellationToken))
        {
            foreach (var item in page.Items("items"))
            {
                yield return item;
            }
        }
    }

    private static void Add(List<string> parts, string key, string value)
    {
        if (value.Length > 0)
        {
            parts.Add($"{key}={Uri.EscapeDataString(value)}");
        }
    }
}
