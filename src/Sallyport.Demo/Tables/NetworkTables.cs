using System.Text.Json.Nodes;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Tables;

/// <summary>Services and what stands before and behind them.</summary>
internal static class NetworkTables
{
    public static readonly KindTable Services = new(
        [
            new("Type"), new("Cluster-IP"), new("External-IP"), new("Port(s)"), new("Age"),
            new("Selector", Priority: 1),
        ],
        (item, now) =>
        [
            item.Text("spec", "type") ?? "ClusterIP",
            item.Text("spec", "clusterIP") ?? "None",
            KindTables.Join(item.Items("status", "loadBalancer", "ingress").Select(entry => entry.Text("ip"))),
            KindTables.Join(item.Items("spec", "ports").Select(Port)),
            KindTables.AgeOf(item, now),
            KindTables.Selector(item.At("spec", "selector")),
        ]);

    public static readonly KindTable Endpoints = new(
        [new("Endpoints"), new("Age")],
        (item, now) =>
        [
            Shortened([.. item.Items("subsets").SelectMany(subset => subset.Items("addresses").SelectMany(address =>
                subset.Items("ports").Select(port => $"{address.Text("ip")}:{port.Number("port")}")))], " + {0} more..."),
            KindTables.AgeOf(item, now),
        ]);

    public static readonly KindTable EndpointSlices = new(
        [new("AddressType"), new("Ports"), new("Endpoints"), new("Age")],
        (item, now) =>
        [
            item.Text("addressType"),
            KindTables.Join(item.Items("ports").Select(port => port.Number("port")?.ToString()), "<unset>"),
            Shortened([.. item.Items("endpoints").SelectMany(endpoint => endpoint.Texts("addresses"))],
                " + {0} more..."),
            KindTables.AgeOf(item, now),
        ]);

    public static readonly KindTable Ingresses = new(
        [new("Class"), new("Hosts"), new("Address"), new("Ports"), new("Age")],
        (item, now) =>
        [
            item.Text("spec", "ingressClassName") ?? "<none>",
            KindTables.Join(item.Items("spec", "rules").Select(rule => rule.Text("host")), "*"),
            KindTables.Join(item.Items("status", "loadBalancer", "ingress").Select(entry => entry.Text("ip")), ""),
            item.Items("spec", "tls").Any() ? "80, 443" : "80",
            KindTables.AgeOf(item, now),
        ]);

    private static string Port(JsonObject port)
    {
        string node = port.Number("nodePort") is > 0 and long number ? $":{number}" : "";
        return $"{port.Number("port")}{node}/{port.Text("protocol") ?? "TCP"}";
    }

    private static string Shortened(List<string> all, string more) => all.Count <= 3
        ? KindTables.Join(all)
        : string.Join(',', all.Take(3)) + string.Format(null, more, all.Count - 3);
}
