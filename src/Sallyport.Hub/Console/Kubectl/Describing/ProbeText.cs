using System.Globalization;
using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;

namespace Sallyport.Hub.Console.Kubectl.Describing;

/// <summary>The probes of a container, each in a line.</summary>
internal static class ProbeText
{
    public static void Write(Description to, JsonElement container)
    {
        foreach (var title in (string[])["Liveness", "Readiness", "Startup"])
        {
            if (container.At(title.ToLowerInvariant() + "Probe") is { ValueKind: JsonValueKind.Object } probe)
            {
                to.Pair(2, title, Of(probe));
            }
        }
    }

    private static string Of(JsonElement probe)
    {
        var times = string.Create(
            CultureInfo.InvariantCulture,
            $"delay={probe.Number("initialDelaySeconds")}s timeout={probe.Number("timeoutSeconds")}s period={probe.Number("periodSeconds")}s " +
            $"#success={probe.Number("successThreshold")} #failure={probe.Number("failureThreshold")}");
        if (probe.At("exec") is { ValueKind: JsonValueKind.Object } exec)
        {
            return $"exec [{string.Join(' ', exec.Texts("command"))}] {times}";
        }

        if (probe.At("httpGet") is { ValueKind: JsonValueKind.Object } http)
        {
            var path = http.Text("path");
            return $"http-get {(http.Text("scheme") is { Length: > 0 } scheme ? scheme : "HTTP").ToLowerInvariant()}://{http.Text("host")}:{http.At("port")}{(path.StartsWith('/') ? path : "/" + path)} {times}";
        }

        return probe.At("tcpSocket") is { ValueKind: JsonValueKind.Object } tcp ? $"tcp-socket {tcp.Text("host")}:{tcp.At("port")} {times}"
            : probe.At("grpc") is { ValueKind: JsonValueKind.Object } grpc ? $"grpc <pod>:{grpc.At("port")} {grpc.Text("service")} {times}"
            : "unknown " + times;
    }
}
