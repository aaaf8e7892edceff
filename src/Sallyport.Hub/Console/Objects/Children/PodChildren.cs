using System.Text.Json;
using Sallyport.Hub.Console.Address;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Feeds.Listing;
using Sallyport.Hub.Console.Feeds.Objects;
using Sallyport.Hub.Console.Logs;
using Sallyport.Hub.Console.Tables;

namespace Sallyport.Hub.Console.Objects.Children;

/// <summary>The pods of an object: those that its selector picks, or that run on it.</summary>
internal static class PodChildren
{
    public static bool Has(ResourceType type) => type.FullName is "nodes" or "services" or "replicationcontrollers" or "jobs.batch"
        or "deployments.apps" or "statefulsets.apps" or "daemonsets.apps" or "replicasets.apps";

    /// <summary>Which pods; null where the object picks none.</summary>
    public static FeedQuery? QueryOf(ObjectPlace place, JsonElement whole) =>
        place.Type.FullName == "nodes"
            ? new FeedQuery(ResourceType.Pods, [place.Cluster]) { FieldSelector = FieldTerm.Exact("spec.nodeName", place.Name) }
            : PodSelector.Of(whole) is { Length: > 0 } selector && place.Namespace is { } ns
                ? new FeedQuery(ResourceType.Pods, [place.Cluster]) { Namespaces = [ns], LabelSelector = selector }
                : null;

    /// <summary>The list of the same pods.</summary>
    public static string ListOf(ObjectPlace place, FeedQuery query) => PageAddress.Write(
        $"/c/{place.Cluster}/pods",
        place.Type.FullName == "nodes"
            ? [(TableView.FilterKey, "node:" + place.Name)]
            : [(PageAddress.NamespaceKey, place.Namespace), (TableView.LabelsKey, query.LabelSelector)]);
}
