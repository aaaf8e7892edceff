using System.Text.Json;
using Microsoft.Extensions.Localization;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Objects;

namespace Sallyport.Hub.Console.Objects.Facts;

/// <summary>How much there is, where it lies, and who has it.</summary>
internal static class StorageFacts
{
    public static IEnumerable<Fact> Claim(ObjectPlace place, JsonElement whole, IStringLocalizer<Words> words)
    {
        var (spec, status) = (whole.At("spec"), whole.At("status"));
        yield return new Fact(words["Size"], status.At("capacity").Text("storage") is { Length: > 0 } size
            ? words["{0}, of {1} asked for", size, spec.At("resources", "requests").Text("storage")]
            : words["none yet, of {0} asked for", spec.At("resources", "requests").Text("storage")]);
        yield return new Fact(words["Volume"], spec.Text("volumeName")) { Href = ObjectAddress.Page(place.Cluster, "persistentvolumes", "", spec.Text("volumeName")), IsName = true };
        yield return OfClass(place, spec, words);
        yield return new Fact(words["Access"], string.Join(", ", spec.Texts("accessModes")));
        yield return new Fact(words["Mode"], spec.Text("volumeMode"));
    }

    public static IEnumerable<Fact> Volume(ObjectPlace place, JsonElement whole, IStringLocalizer<Words> words)
    {
        var spec = whole.At("spec");
        var claim = spec.At("claimRef");
        yield return new Fact(words["Size"], spec.At("capacity").Text("storage"));
        yield return new Fact(words["Claim"], claim.Text("name").Length > 0 ? $"{claim.Text("namespace")}/{claim.Text("name")}" : words["none"])
        {
            Href = claim.Text("name").Length > 0 ? ObjectAddress.Page(place.Cluster, "persistentvolumeclaims", claim.Text("namespace"), claim.Text("name")) : "",
            IsName = claim.Text("name").Length > 0,
        };
        yield return OfClass(place, spec, words);
        yield return new Fact(words["Access"], string.Join(", ", spec.Texts("accessModes")));
        yield return new Fact(words["When released"], spec.Text("persistentVolumeReclaimPolicy"));
        yield return new Fact(words["Driver"], spec.At("csi").Text("driver"));
        yield return new Fact(words["Path"], spec.At("hostPath").Text("path") is { Length: > 0 } host ? host : spec.At("local").Text("path")) { IsName = true };
    }

    public static IEnumerable<Fact> Class(JsonElement whole, IStringLocalizer<Words> words)
    {
        yield return new Fact(words["Provisioner"], whole.Text("provisioner")) { IsName = true };
        yield return new Fact(words["When released"], whole.Text("reclaimPolicy"));
        yield return new Fact(words["Binds"], whole.Text("volumeBindingMode"));
        yield return new Fact(words["Can grow"], whole.Flag("allowVolumeExpansion") ? words["Yes"] : words["No"]);
        yield return new Fact(words["Default"], whole.At("metadata", "annotations").Text("storageclass.kubernetes.io/is-default-class") == "true" ? words["Yes"] : "");
    }

    private static Fact OfClass(ObjectPlace place, JsonElement spec, IStringLocalizer<Words> words) => new(words["Class"], spec.Text("storageClassName"))
    {
        Href = ObjectAddress.Page(place.Cluster, "storageclasses.storage.k8s.io", "", spec.Text("storageClassName")),
        IsName = true,
    };
}
