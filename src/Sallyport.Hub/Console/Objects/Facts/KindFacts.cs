using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.Extensions.Localization;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Feeds.Objects;

namespace Sallyport.Hub.Console.Objects.Facts;

/// <summary>By kind, what people open the page of an object for.</summary>
internal static class KindFacts
{
    private const int MostOfUnknown = 14;
    private const int Longest = 200;

    private delegate IEnumerable<Fact> Reading(ObjectPlace place, JsonElement whole, IStringLocalizer<Words> words);

    private static readonly FrozenDictionary<string, Reading> Known = new Dictionary<string, Reading>(StringComparer.Ordinal)
    {
        ["deployments.apps"] = (_, whole, words) => WorkloadFacts.Deployment(whole, words),
        ["statefulsets.apps"] = WorkloadFacts.StatefulSet,
        ["daemonsets.apps"] = (_, whole, words) => WorkloadFacts.DaemonSet(whole, words),
        ["replicasets.apps"] = (_, whole, words) => WorkloadFacts.ReplicaSet(whole, words),
        ["jobs.batch"] = (_, whole, words) => JobFacts.Job(whole, words),
        ["cronjobs.batch"] = (_, whole, words) => JobFacts.CronJob(whole, words),
        ["horizontalpodautoscalers.autoscaling"] = AutoscalerFacts.Of,
        ["services"] = NetworkFacts.Service,
        ["ingresses.networking.k8s.io"] = NetworkFacts.Ingress,
        ["nodes"] = (_, whole, words) => NodeFacts.Of(whole, words),
        ["namespaces"] = NamespaceFacts.Of,
        ["serviceaccounts"] = NamespaceFacts.ServiceAccount,
        ["persistentvolumeclaims"] = StorageFacts.Claim,
        ["persistentvolumes"] = StorageFacts.Volume,
        ["storageclasses.storage.k8s.io"] = (_, whole, words) => StorageFacts.Class(whole, words),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Kinds whose own overview says it all, and those of which nothing is shown that was not asked for.</summary>
    public static bool Has(ResourceType type) => type.FullName is not ("pods" or "secrets" or "configmaps" or "events" or "events.events.k8s.io");

    /// <summary>The facts of an object; of a kind that nobody here knows, the plain values of its status and its spec.</summary>
    public static IReadOnlyList<Fact> Of(ObjectPlace place, JsonElement whole, IStringLocalizer<Words> words) =>
    [
        .. (Known.TryGetValue(place.Type.FullName, out var reading) ? reading(place, whole, words) : Plain(whole.At("status")).Concat(Plain(whole.At("spec"))).Take(MostOfUnknown))
            .Where(fact => fact.Text.Length > 0 || fact.At is not null),
    ];

    private static IEnumerable<Fact> Plain(JsonElement of) => of.ValueKind != JsonValueKind.Object ? [] : of.EnumerateObject()
        .Where(member => member.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False)
        .Select(member => new Fact(member.Name, member.Value.ToString() is { Length: <= Longest } text ? text : member.Value.ToString()[..Longest] + "…"));
}
