using Sallyport.Hub.Console.Feeds.Objects;

namespace Sallyport.Hub.Console.Objects;

/// <summary>Addresses of objects in the console.</summary>
internal static class ObjectAddress
{
    /// <summary>What stands for the namespace of what has none.</summary>
    public const string NoNamespace = "-";

    /// <summary>The object's own page.</summary>
    public static string Page(ObjectPlace place) =>
        $"/c/{place.Cluster}/{place.Type.FullName}/{place.Namespace ?? NoNamespace}/{Uri.EscapeDataString(place.Name)}";

    /// <summary>Such a page, of an object whose kind is known by its key alone.</summary>
    public static string Page(string cluster, string kind, string ns, string name) =>
        $"/c/{cluster}/{kind}/{(ns.Length == 0 ? NoNamespace : ns)}/{Uri.EscapeDataString(name)}";
}
