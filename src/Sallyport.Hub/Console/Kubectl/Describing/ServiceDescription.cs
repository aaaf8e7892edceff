using System.Globalization;
using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Kubectl.Commands;
using Sallyport.Hub.Console.Kubectl.Reading;

namespace Sallyport.Hub.Console.Kubectl.Describing;

/// <summary>Services and Ingresses.</summary>
internal static class ServiceDescription
{
    public static async Task ServiceAsync(Invocation line, Description to, JsonElement item)
    {
        var (metadata, spec) = (to.Head(item), item.At("spec"));
        to.Labels(metadata);
        to.Annotations(metadata);
        to.Pair(0, "Selector", LabelText.Map(spec.At("selector")) is { Length: > 0 } labels ? labels : "<none>");
        to.Pair(0, "Type", spec.Text("type"));
        to.Optional(0, "IP Family Policy", spec.Text("ipFamilyPolicy"));
        to.Pair(0, "IP Families", string.Join(',', spec.Texts("ipFamilies")) is { Length: > 0 } families ? families : "<none>");
        to.Pair(0, "IP", spec.Text("clusterIP"));
        to.Optional(0, "IPs", string.Join(',', spec.Texts("clusterIPs")));
        to.Optional(0, "External IPs", string.Join(',', spec.Texts("externalIPs")));
        to.Optional(0, "Desired LoadBalancer IP", spec.Text("loadBalancerIP"));
        to.Optional(0, "External Name", spec.Text("externalName"));
        to.Optional(0, "LoadBalancer Ingress", string.Join(", ", item.At("status", "loadBalancer").Items("ingress").Select(Address)));
        var endpoints = await ServiceEndpoints.ReadAsync(line, metadata.Text("namespace"), metadata.Text("name"));
        foreach (var port in spec.Items("ports"))
        {
            var (name, protocol) = (port.Text("name"), port.Text("protocol") is { Length: > 0 } given ? given : "TCP");
            var shown = name.Length > 0 ? name : "<unset>";
            to.Write(0, string.Create(CultureInfo.InvariantCulture, $"Port:\t{shown}\t{port.Number("port")}/{protocol}"));
            to.Write(0, $"TargetPort:\t{port.At("targetPort")}/{protocol}");
            if (port.Number("nodePort") is > 0 and var node)
            {
                to.Write(0, string.Create(CultureInfo.InvariantCulture, $"NodePort:\t{shown}\t{node}/{protocol}"));
            }

            to.Pair(0, "Endpoints", ServiceEndpoints.Text(endpoints, name));
        }

        to.Pair(0, "Session Affinity", spec.Text("sessionAffinity"));
        to.Optional(0, "External Traffic Policy", spec.Text("externalTrafficPolicy"));
        to.Optional(0, "Internal Traffic Policy", spec.Text("internalTrafficPolicy"));
        if (spec.Number("healthCheckNodePort") is > 0 and var health)
        {
            to.Number(0, "HealthCheck NodePort", health);
        }

        to.Optional(0, "LoadBalancer Source Ranges", string.Join(',', spec.Texts("loadBalancerSourceRanges")));
    }

    public static async Task IngressAsync(Invocation line, Description to, JsonElement item)
    {
        var (metadata, spec) = (item.At("metadata"), item.At("spec"));
        var ns = metadata.Text("namespace");
        to.Pair(0, "Name", metadata.Text("name"));
        to.Labels(metadata);
        to.Pair(0, "Namespace", ns);
        to.Pair(0, "Address", string.Join(',', item.At("status", "loadBalancer").Items("ingress").Select(address =>
            address.Text("ip") is { Length: > 0 } ip ? ip : address.Text("hostname"))));
        to.Pair(0, "Ingress Class", spec.Text("ingressClassName") is { Length: > 0 } named ? named : "<none>");
        to.Pair(0, "Default backend", spec.At("defaultBackend") is { ValueKind: JsonValueKind.Object } other ? await BackendAsync(line, ns, other) : "<default>");
        if (spec.Items("tls").Any())
        {
            to.Write(0, "TLS:");
            foreach (var tls in spec.Items("tls"))
            {
                to.Write(1, $"{(tls.Text("secretName") is { Length: > 0 } secret ? secret : "SNI routes")} {(tls.Text("secretName").Length > 0 ? "terminates" : "routes")} {string.Join(',', tls.Texts("hosts"))}");
            }
        }

        to.Write(0, "Rules:");
        to.Write(1, "Host\tPath\tBackends");
        to.Write(1, "----\t----\t--------");
        foreach (var rule in spec.Items("rules"))
        {
            to.Write(1, $"{(rule.Text("host") is { Length: > 0 } host ? host : "*")}\t");
            foreach (var path in rule.At("http").Items("paths"))
            {
                to.Write(1, $"  \t{path.Text("path")} \t{await BackendAsync(line, ns, path.At("backend"))}");
            }
        }

        to.Annotations(metadata);
    }

    private static string Address(JsonElement address)
    {
        var text = address.Text("ip") is { Length: > 0 } ip ? ip : address.Text("hostname");
        return address.Text("ipMode") is { Length: > 0 } mode ? $"{text} ({mode})" : text;
    }

    private static async Task<string> BackendAsync(Invocation line, string ns, JsonElement backend)
    {
        var service = backend.At("service");
        if (service.ValueKind != JsonValueKind.Object)
        {
            return $"{backend.At("resource").Text("kind")}/{backend.At("resource").Text("name")}";
        }

        var port = service.At("port").Number("number") is > 0 and var number ? number.ToString(CultureInfo.InvariantCulture) : service.At("port").Text("name");
        var endpoints = await ServiceEndpoints.ReadAsync(line, ns, service.Text("name"));
        return $"{service.Text("name")}:{port} ({(endpoints is null ? "<error>" : ServiceEndpoints.Text(endpoints, null))})";
    }
}
