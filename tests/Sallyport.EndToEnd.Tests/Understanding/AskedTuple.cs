using System.Text.Json;

namespace Sallyport.EndToEnd.Tests.Understanding;

/// <summary>What a server says that a request asked for; a path stands only where no resource was asked for.</summary>
internal sealed record AskedTuple(
    string Verb, string Group, string Version, string Resource, string Subresource, string Namespace, string Name, string Path)
{
    /// <summary>As the hub's audit has it.</summary>
    public static AskedTuple OfHub(JsonElement decision) => new(
        Text(decision, "verb"), Text(decision, "apiGroup"), Text(decision, "apiVersion"), Text(decision, "resource"),
        Text(decision, "subresource"), Text(decision, "namespace"), Text(decision, "name"), Text(decision, "path"));

    /// <summary>As kube-apiserver's audit has it.</summary>
    public static AskedTuple OfCluster(JsonElement entry) => entry.TryGetProperty("objectRef", out var asked)
        ? new AskedTuple(
            Text(entry, "verb"), Text(asked, "apiGroup"), Text(asked, "apiVersion"), Text(asked, "resource"),
            Text(asked, "subresource"), Text(asked, "namespace"), Text(asked, "name"), "")
        : new AskedTuple(Text(entry, "verb"), "", "", "", "", "", "", Uri.UnescapeDataString(Text(entry, "requestURI").Split('?')[0]));

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
}
