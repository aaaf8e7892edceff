using System.Text.Json;
using Microsoft.Extensions.Localization;
using Sallyport.Hub.Console.Address;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Objects;
using Sallyport.Hub.Console.Feeds.Rows;
using Sallyport.Hub.Console.Logs;
using Sallyport.Hub.Console.Tables;

namespace Sallyport.Hub.Console.Objects.Facts;

/// <summary>Where something is reached, and what answers there.</summary>
internal static class NetworkFacts
{
    public static IEnumerable<Fact> Service(ObjectPlace place, JsonElement whole, IStringLocalizer<Words> words)
    {
        var spec = whole.At("spec");
        var reached = Reached(whole);
        yield return new Fact(words["Type"], spec.Text("type"));
        yield return new Fact(words["Address"], spec.Texts("clusterIPs") is { IsEmpty: false } all ? string.Join(", ", all) : spec.Text("clusterIP")) { IsName = true };
        yield return new Fact(words["From outside"], reached.Length == 0 && spec.Text("type") == "LoadBalancer" ? words["no address yet"] : reached)
        {
            Health = reached.Length == 0 ? Health.Warning : Health.None,
            IsName = reached.Length > 0,
        };
        yield return new Fact(words["Stands for"], spec.Text("externalName")) { IsName = true };
        yield return new Fact(words["Ports"], string.Join(", ", spec.Items("ports").Select(Port))) { IsName = true };
        var selector = PodSelector.Of(whole);
        yield return new Fact(words["Picks pods with"], selector)
        {
            Href = PageAddress.Write($"/c/{place.Cluster}/pods", [(PageAddress.NamespaceKey, place.Namespace), (TableView.LabelsKey, selector)]),
            IsName = true,
        };
        yield return new Fact(words["Keeps clients"], spec.Text("sessionAffinity") is "None" ? "" : spec.Text("sessionAffinity"));
    }

    public static IEnumerable<Fact> Ingress(ObjectPlace place, JsonElement whole, IStringLocalizer<Words> words)
    {
        var spec = whole.At("spec");
        var reached = Reached(whole);
        yield return new Fact(words["Class"], spec.Text("ingressClassName") is { Length: > 0 } name ? name : whole.At("metadata", "annotations").Text("kubernetes.io/ingress.class"));
        yield return new Fact(words["Address"], reached.Length == 0 ? words["none yet"] : reached) { Health = reached.Length == 0 ? Health.Warning : Health.None, IsName = reached.Length > 0 };
        foreach (var rule in spec.Items("rules"))
        {
            foreach (var path in rule.At("http").Items("paths"))
            {
                var host = rule.Text("host") is { Length: > 0 } named ? named : "*";
                yield return Backend(place, host + path.Text("path"), path.At("backend"));
            }
        }

        if (spec.At("defaultBackend").ValueKind == JsonValueKind.Object)
        {
            yield return Backend(place, words["Everything else"], spec.At("defaultBackend"));
        }

        foreach (var tls in spec.Items("tls"))
        {
            yield return new Fact(words["TLS for {0}", string.Join(", ", tls.Texts("hosts"))], tls.Text("secretName"))
            {
                Href = ObjectAddress.Page(place.Cluster, "secrets", place.Namespace ?? "", tls.Text("secretName")),
                IsName = true,
            };
        }
    }

    private static Fact Backend(ObjectPlace place, string from, JsonElement backend)
    {
        var service = backend.At("service");
        var port = service.At("port").Text("name") is { Length: > 0 } name ? name : service.At("port").At("number").ToString();
        return new Fact(from, service.Text("name") is { Length: > 0 } to ? $"{to}:{port}" : $"{backend.At("resource").Text("kind")} {backend.At("resource").Text("name")}")
        {
            Href = service.Text("name").Length > 0 ? ObjectAddress.Page(place.Cluster, "services", place.Namespace ?? "", service.Text("name")) : "",
            IsName = true,
        };
    }

    private static string Reached(JsonElement whole) => string.Join(", ", whole.At("status", "loadBalancer").Items("ingress")
        .Select(at => at.Text("hostname") is { Length: > 0 } host ? host : at.Text("ip")).Concat(whole.At("spec").Texts("externalIPs")));

    private static string Port(JsonElement port) =>
        $"{(port.Text("name") is { Length: > 0 } name ? name + " " : "")}{port.Number("port")}→{port.At("targetPort")}{(port.Text("protocol") is "" or "TCP" ? "" : "/" + port.Text("protocol"))}{(port.Number("nodePort") is > 0 and var node ? $" (node {node})" : "")}";
}
