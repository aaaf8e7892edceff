using System.Text;
using System.Text.Json.Nodes;
using Sallyport.Demo.Http;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Shell;

/// <summary>What a shell finds in a container: its files, its environment, its processes.</summary>
internal sealed class ContainerWorld
{
    private ContainerWorld(VirtualFiles files, Dictionary<string, string> environment, string host, string command)
    {
        Files = files;
        Environment = environment;
        Host = host;
        Command = command;
    }

    public VirtualFiles Files { get; }

    public IReadOnlyDictionary<string, string> Environment { get; }

    public string Host { get; }

    /// <summary>The container's main process, as <c>ps</c> shows it.</summary>
    public string Command { get; }

    public static ContainerWorld Build(ObjectStore store, JsonObject pod, JsonObject container, TimeProvider time)
    {
        string ns = pod.Text("metadata", "namespace") ?? "", name = pod.Text("metadata", "name") ?? "";
        VirtualFiles files = new(time);
        foreach (string directory in (ReadOnlySpan<string>)["/app", "/bin", "/dev", "/home", "/proc", "/root", "/tmp",
            "/usr/bin", "/var/log"])
        {
            files.MakeDirectory(directory, withParents: true);
        }

        string app = container.Text("name") ?? "app";
        files.Put("/etc/hostname", name + "\n");
        files.Put("/etc/hosts", $"127.0.0.1\tlocalhost\n{pod.Text("status", "podIP")}\t{name}\n");
        files.Put("/etc/os-release", "NAME=\"Sallyport demo\"\nID=sallyport-demo\nVERSION_ID=1\n");
        files.Put("/etc/motd", "This is a shell in a Sallyport demo pod. It is simulated: no process runs on the host.\n");
        files.Put("/etc/passwd", "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n");
        files.Put("/etc/resolv.conf", $"search {ns}.svc.cluster.local svc.cluster.local cluster.local\nnameserver 10.96.0.10\n");
        files.Put("/proc/version", $"Linux version 0.0.0-demo ({ClusterVersion.Git})\n");
        files.Put($"/app/{app}", "\u007fELF (not really: this is a demo)\n");
        files.Put($"/var/log/{app}.log", "");
        files.Put("/dev/null", "");
        foreach (JsonObject mount in container.Items("volumeMounts"))
        {
            Mount(store, files, pod, ns, mount);
        }

        Dictionary<string, string> environment = new(StringComparer.Ordinal)
        {
            ["PATH"] = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            ["HOSTNAME"] = name,
            ["HOME"] = "/root",
            ["KUBERNETES_SERVICE_HOST"] = "10.96.0.1",
            ["KUBERNETES_SERVICE_PORT"] = "443",
        };
        foreach (JsonObject variable in container.Items("env"))
        {
            environment[variable.Text("name") ?? ""] = variable.Text("value") ?? Referred(store, ns, variable);
        }

        string command = string.Join(' ', container.Texts("command").Concat(container.Texts("args")));
        return new ContainerWorld(files, environment, name, command.Length > 0 ? command : $"/app/{app}");
    }

    private static string Referred(ObjectStore store, string ns, JsonObject variable)
    {
        if (variable.Map("valueFrom", "secretKeyRef") is { } secret)
        {
            return Decoded(store.Find("secrets", ns, secret.Text("name") ?? "")?.Read()
                .Text("data", secret.Text("key") ?? ""));
        }

        return variable.Map("valueFrom", "configMapKeyRef") is not { } config ? ""
            : store.Find("configmaps", ns, config.Text("name") ?? "")?.Read().Text("data", config.Text("key") ?? "") ?? "";
    }

    private static void Mount(ObjectStore store, VirtualFiles files, JsonObject pod, string ns, JsonObject mount)
    {
        string path = VirtualFiles.Resolve("/", mount.Text("mountPath") ?? "");
        files.MakeDirectory(path, withParents: true);
        JsonObject? volume = pod.Items("spec", "volumes").FirstOrDefault(item => item.Text("name") == mount.Text("name"));
        if (volume.Text("configMap", "name") is { } config)
        {
            foreach ((string key, JsonNode? value) in store.Find("configmaps", ns, config)?.Read().Map("data") ?? [])
            {
                files.Put($"{path}/{key}", value?.ToString() ?? "");
            }
        }
        else if (volume.Text("secret", "secretName") is { } secret)
        {
            foreach ((string key, JsonNode? value) in store.Find("secrets", ns, secret)?.Read().Map("data") ?? [])
            {
                files.Put($"{path}/{key}", Decoded(value?.ToString()));
            }
        }
        else if (volume.Map("projected") is not null)
        {
            files.Put(path + "/namespace", ns);
            files.Put(path + "/token", "this demo gives pods no tokens\n");
        }
    }

    private static string Decoded(string? base64)
    {
        Span<byte> bytes = new byte[base64?.Length ?? 0];
        return Convert.TryFromBase64String(base64 ?? "", bytes, out int length)
            ? Encoding.UTF8.GetString(bytes[..length])
            : "";
    }
}
