using System.Globalization;
using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;

namespace Sallyport.Hub.Console.Kubectl.Describing;

/// <summary>The containers of a pod, or of a template that makes pods.</summary>
internal static class ContainerDescription
{
    /// <param name="to">Where to.</param>
    /// <param name="title">What they are called.</param>
    /// <param name="containers">The containers.</param>
    /// <param name="statuses">How they stand; none in a template.</param>
    /// <param name="space">What stands before the title: nothing in a pod, two blanks in a template.</param>
    /// <param name="pod">The pod whose fields the environment may name; default in a template.</param>
    public static void Write(
        Description to, string title, IEnumerable<JsonElement> containers, IEnumerable<JsonElement> statuses, string space, JsonElement pod)
    {
        var all = containers.ToList();
        to.Write(0, $"{space}{title}:{(all.Count == 0 ? " <none>" : "")}");
        foreach (var container in all)
        {
            var name = container.Text("name");
            var status = statuses.FirstOrDefault(status => status.Text("name") == name);
            to.Write(1, $"{(space.Length > 0 ? " " : "")}{name}:");
            WriteBasics(to, container, status);
            WriteCommand(to, "Command", container);
            WriteCommand(to, "Args", container);
            if (status.ValueKind == JsonValueKind.Object)
            {
                ContainerState.Write(to, status);
            }

            WriteResources(to, container.At("resources"));
            ProbeText.Write(to, container);
            EnvironmentDescription.Write(to, container, pod);
            WriteMounts(to, container);
        }
    }

    private static void WriteBasics(Description to, JsonElement container, JsonElement status)
    {
        var known = status.ValueKind == JsonValueKind.Object;
        if (known)
        {
            to.Pair(2, "Container ID", status.Text("containerID"));
        }

        to.Pair(2, "Image", container.Text("image"));
        if (known)
        {
            to.Pair(2, "Image ID", status.Text("imageID"));
        }

        WritePorts(to, "Port", container, "containerPort");
        WritePorts(to, "Host Port", container, "hostPort");
        to.Optional(2, "SeccompProfile", container.At("securityContext", "seccompProfile").Text("type"));
    }

    private static void WritePorts(Description to, string title, JsonElement container, string which)
    {
        var ports = container.Items("ports")
            .Select(port => string.Create(CultureInfo.InvariantCulture, $"{port.Number(which)}/{(port.Text("protocol") is { Length: > 0 } protocol ? protocol : "TCP")}")).ToList();
        to.Pair(2, title + (ports.Count > 1 ? "s" : ""), ports.Count == 0 ? "<none>" : string.Join(", ", ports));
    }

    private static void WriteCommand(Description to, string title, JsonElement container)
    {
        var words = container.Texts(title == "Args" ? "args" : "command");
        if (words.IsEmpty)
        {
            return;
        }

        to.Write(2, title + ":");
        foreach (var text in words.SelectMany(word => word.Split('\n')))
        {
            to.Write(3, text);
        }
    }

    private static void WriteResources(Description to, JsonElement resources)
    {
        foreach (var title in (string[])["Limits", "Requests"])
        {
            if (resources.At(title.ToLowerInvariant()) is { ValueKind: JsonValueKind.Object } amounts && amounts.EnumerateObject().Any())
            {
                to.Write(2, title + ":");
                foreach (var amount in amounts.EnumerateObject().OrderBy(amount => amount.Name, StringComparer.Ordinal))
                {
                    to.Pair(3, amount.Name, AmountText.Canonical(amount.Value.ToString()));
                }
            }
        }
    }

    private static void WriteMounts(Description to, JsonElement container)
    {
        var mounts = container.Items("volumeMounts").OrderBy(mount => mount.Text("mountPath"), StringComparer.Ordinal).ToList();
        to.Write(2, mounts.Count == 0 ? "Mounts:\t<none>" : "Mounts:");
        foreach (var mount in mounts)
        {
            var part = mount.Text("subPath") is { Length: > 0 } path ? $",path=\"{path}\"" : "";
            to.Write(3, $"{mount.Text("mountPath")} from {mount.Text("name")} ({(mount.Flag("readOnly") ? "ro" : "rw")}{part})");
        }
    }
}
