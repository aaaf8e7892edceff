using System.Globalization;
using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Kubectl.Commands;
using Sallyport.Hub.Console.Kubectl.Reading;

namespace Sallyport.Hub.Console.Kubectl.Describing;

/// <summary>The addresses behind a service.</summary>
internal static class ServiceEndpoints
{
    private const int MostShown = 3;

    private static readonly ResourceType Slices = new("discovery.k8s.io", "v1", "endpointslices", "EndpointSlice", Namespaced: true);

    /// <summary>The slices of a service; null where they cannot be read.</summary>
    public static async Task<List<JsonElement>?> ReadAsync(Invocation line, string ns, string service)
    {
        var slices = new List<JsonElement>();
        try
        {
            var type = (await line.KindsAsync()).Find(Slices.Group, Slices.Resource) ?? Slices;
            await foreach (var slice in new Selection(ns, "kubernetes.io/service-name=" + service).ObjectsAsync(line, type, line.Cancellation))
            {
                slices.Add(slice);
            }

            return slices;
        }
        catch (ClusterProblemException fault) when (fault.Problem.Kind is ProblemKind.Blocked or ProblemKind.Absent)
        {
            return null;
        }
    }

    /// <summary>The first of them, and how many more there are.</summary>
    /// <param name="slices">The slices.</param>
    /// <param name="port">The name of the port; null for every port.</param>
    public static string Text(List<JsonElement>? slices, string? port)
    {
        List<string> addresses =
        [
            .. (slices ?? []).SelectMany(slice => slice.Items("ports").Where(one => port is null || one.Text("name") == port).SelectMany(one =>
                slice.Items("endpoints").Where(endpoint => endpoint.At("conditions", "ready").ValueKind != JsonValueKind.False)
                    .SelectMany(endpoint => endpoint.Texts("addresses"))
                    .Select(address => string.Create(CultureInfo.InvariantCulture, $"{(address.Contains(':', StringComparison.Ordinal) ? $"[{address}]" : address)}:{one.Number("port")}")))),
        ];
        return addresses.Count == 0 ? (port is null ? "" : "<none>")
            : string.Join(',', addresses.Take(MostShown)) + (addresses.Count > MostShown ? $" + {addresses.Count - MostShown} more..." : "");
    }
}
