using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Kubectl.JsonPath;

namespace Sallyport.Hub.Console.Kubectl.Describing;

/// <summary>The environment of a container. Of what comes from a Secret, its key alone.</summary>
internal static class EnvironmentDescription
{
    public static void Write(Description to, JsonElement container, JsonElement pod)
    {
        if (container.Items("envFrom").Any())
        {
            to.Write(2, "Environment Variables from:");
            foreach (var source in container.Items("envFrom"))
            {
                var secret = source.At("secretRef").ValueKind == JsonValueKind.Object;
                var named = source.At(secret ? "secretRef" : "configMapRef");
                var prefix = source.Text("prefix") is { Length: > 0 } text ? $" with prefix '{text}'" : "";
                to.Write(3, $"{named.Text("name")}\t{(secret ? "Secret" : "ConfigMap")}{prefix}\tOptional: {Truth(named.Flag("optional"))}");
            }
        }

        to.Write(2, container.Items("env").Any() ? "Environment:" : "Environment:\t<none>");
        foreach (var variable in container.Items("env"))
        {
            WriteVariable(to, variable, container, pod);
        }
    }

    public static string Truth(bool value) => value ? "true" : "false";

    private static void WriteVariable(Description to, JsonElement variable, JsonElement container, JsonElement pod)
    {
        var (name, from) = (variable.Text("name"), variable.At("valueFrom"));
        if (from.At("secretKeyRef") is { ValueKind: JsonValueKind.Object } secret)
        {
            to.Write(3, $"{name}:\t<set to the key '{secret.Text("key")}' in secret '{secret.Text("name")}'>\tOptional: {Truth(secret.Flag("optional"))}");
        }
        else if (from.At("configMapKeyRef") is { ValueKind: JsonValueKind.Object } map)
        {
            to.Write(3, $"{name}:\t<set to the key '{map.Text("key")}' of config map '{map.Text("name")}'>\tOptional: {Truth(map.Flag("optional"))}");
        }
        else if (from.At("fieldRef") is { ValueKind: JsonValueKind.Object } field)
        {
            to.Write(3, $"{name}:\t{Field(pod, field.Text("fieldPath"))} ({field.Text("apiVersion")}:{field.Text("fieldPath")})");
        }
        else if (from.At("resourceFieldRef") is { ValueKind: JsonValueKind.Object } amount)
        {
            var (part, what) = amount.Text("resource").Split('.') is [var first, var second] ? (first, second) : ("", "");
            to.Write(3, $"{name}:\t{container.At("resources", part).Text(what)} ({amount.Text("resource")})");
        }
        else
        {
            var lines = variable.Text("value").Split('\n');
            to.Write(3, $"{name}:\t{lines[0]}");
            foreach (var more in lines.Skip(1))
            {
                to.Write(3, "\t" + more);
            }
        }
    }

    private static string Field(JsonElement pod, string path)
    {
        if (pod.ValueKind != JsonValueKind.Object || path.Contains('\'', StringComparison.Ordinal) || path.Length == 0)
        {
            return "";
        }

        return new PathWalk().Values([.. path.Split('.').Select(part => new MemberStep(part))], pod) is [var value] ? PathWalk.Text(value) : "";
    }
}
