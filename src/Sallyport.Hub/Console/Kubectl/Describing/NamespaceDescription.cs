using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Kubectl.Commands;
using Sallyport.Hub.Console.Kubectl.Reading;

namespace Sallyport.Hub.Console.Kubectl.Describing;

/// <summary>A namespace, its quotas and its limits.</summary>
internal static class NamespaceDescription
{
    public static async Task WriteAsync(Invocation line, Description to, JsonElement item)
    {
        var metadata = to.Head(item);
        to.Labels(metadata);
        to.Annotations(metadata);
        to.Pair(0, "Status", item.At("status").Text("phase"));
        foreach (var condition in item.At("status").Items("conditions"))
        {
            to.Write(1, $"{condition.Text("type")}\t{condition.Text("status")}\t{condition.Text("reason")}\t{condition.Text("message")}");
        }

        await WriteQuotasAsync(line, to, metadata.Text("name"));
        await WriteLimitsAsync(line, to, metadata.Text("name"));
    }

    private static async Task WriteQuotasAsync(Invocation line, Description to, string ns)
    {
        if (await ReadAsync(line, ns, "resourcequotas", "ResourceQuota") is not { } quotas)
        {
            return;
        }

        to.Write(0, quotas.Count == 0 ? "\nNo resource quota." : "\nResource Quotas");
        foreach (var quota in quotas)
        {
            to.Pair(1, "Name", quota.At("metadata").Text("name"));
            to.Write(1, "Resource\tUsed\tHard");
            to.Write(1, "--------\t---\t---");
            foreach (var hard in quota.At("status", "hard") is { ValueKind: JsonValueKind.Object } all ? all.EnumerateObject().OrderBy(one => one.Name, StringComparer.Ordinal) : Enumerable.Empty<JsonProperty>())
            {
                to.Write(1, $"{hard.Name}\t{quota.At("status", "used").Text(hard.Name)}\t{hard.Value}");
            }
        }
    }

    private static async Task WriteLimitsAsync(Invocation line, Description to, string ns)
    {
        if (await ReadAsync(line, ns, "limitranges", "LimitRange") is not { } read)
        {
            return;
        }

        var ranges = read.SelectMany(range => range.At("spec").Items("limits")).ToList();
        if (ranges.Count == 0)
        {
            to.Write(0, "\nNo LimitRange resource.");
            return;
        }

        to.Write(0, "\nResource Limits");
        to.Write(1, "Type\tResource\tMin\tMax\tDefault Request\tDefault Limit\tMax Limit/Request Ratio");
        to.Write(1, "----\t--------\t---\t---\t---------------\t-------------\t-----------------------");
        foreach (var range in ranges)
        {
            string[] parts = ["min", "max", "defaultRequest", "default", "maxLimitRequestRatio"];
            var named = parts.SelectMany(part => range.At(part) is { ValueKind: JsonValueKind.Object } of ? of.EnumerateObject().Select(one => one.Name) : []).Distinct();
            foreach (var resource in named.Order(StringComparer.Ordinal))
            {
                to.Write(1, $"{range.Text("type")}\t{resource}\t{string.Join('\t', parts.Select(part => range.At(part).Text(resource) is { Length: > 0 } amount ? amount : "-"))}");
            }
        }
    }

    private static async Task<List<JsonElement>?> ReadAsync(Invocation line, string ns, string resource, string kind)
    {
        var read = new List<JsonElement>();
        try
        {
            await foreach (var item in new Selection(ns).ObjectsAsync(line, new ResourceType("", "v1", resource, kind, Namespaced: true), line.Cancellation))
            {
                read.Add(item);
            }
        }
        catch (ClusterProblemException fault) when (fault.Problem.Kind is ProblemKind.Blocked or ProblemKind.Absent)
        {
            // What may not be read, or is not there, is left out, as kubectl does.
            return null;
        }

        return read;
    }
}
