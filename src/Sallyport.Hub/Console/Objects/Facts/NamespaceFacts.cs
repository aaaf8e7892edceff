using System.Text.Json;
using Microsoft.Extensions.Localization;
using Sallyport.Hub.Console.Address;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Objects;
using Sallyport.Hub.Console.Feeds.Rows;

namespace Sallyport.Hub.Console.Objects.Facts;

/// <summary>What is in a namespace, and what runs as whom.</summary>
internal static class NamespaceFacts
{
    public static IEnumerable<Fact> Of(ObjectPlace place, JsonElement whole, IStringLocalizer<Words> words)
    {
        yield return new Fact(words["Phase"], whole.At("status").Text("phase")) { Health = whole.At("status").Text("phase") == "Active" ? Health.Ok : Health.Warning };
        yield return In(place, words["Workloads"], "workloads", words["in {0}", place.Name]);
        yield return In(place, words["Pods"], "pods", words["in {0}", place.Name]);
        yield return In(place, words["Services"], "services", words["in {0}", place.Name]);
        yield return In(place, words["Quotas"], "resourcequotas", words["in {0}", place.Name]);
        yield return In(place, words["Events"], "events", words["in {0}", place.Name]);
    }

    public static IEnumerable<Fact> ServiceAccount(ObjectPlace place, JsonElement whole, IStringLocalizer<Words> words)
    {
        yield return new Fact(words["Known to the cluster as"], $"system:serviceaccount:{place.Namespace}:{place.Name}") { IsName = true };
        yield return new Fact(words["Token in its pods"], whole.At("automountServiceAccountToken").ValueKind == JsonValueKind.False ? words["No"] : words["yes, unless the pod says otherwise"]);
        yield return new Fact(words["Secrets"], Names(whole, "secrets"));
        yield return new Fact(words["Pulls images with"], Names(whole, "imagePullSecrets"));
    }

    private static string Names(JsonElement whole, string list) => string.Join(", ", whole.Items(list).Select(one => one.Text("name")));

    private static Fact In(ObjectPlace place, string name, string page, string text) =>
        new(name, text) { Href = PageAddress.Write($"/c/{place.Cluster}/{page}", [(PageAddress.NamespaceKey, place.Name)]) };
}
