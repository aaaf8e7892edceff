using System.Text.Json.Nodes;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Tables;

/// <summary>Volumes and claims.</summary>
internal static class StorageTables
{
    public static readonly KindTable Claims = new(
        [
            new("Status"), new("Volume"), new("Capacity"), new("Access Modes"), new("StorageClass"),
            new("VolumeAttributesClass"), new("Age"), new("VolumeMode", Priority: 1),
        ],
        (item, now) =>
        [
            item.Text("metadata", "deletionTimestamp") is null ? item.Text("status", "phase") : "Terminating",
            item.Text("spec", "volumeName") ?? "",
            item.Text("status", "capacity", "storage") ?? "",
            Modes(item), item.Text("spec", "storageClassName") ?? "", "<unset>", KindTables.AgeOf(item, now),
            item.Text("spec", "volumeMode") ?? "Filesystem",
        ]);

    public static readonly KindTable Volumes = new(
        [
            new("Capacity"), new("Access Modes"), new("Reclaim Policy"), new("Status"), new("Claim"),
            new("StorageClass"), new("VolumeAttributesClass"), new("Reason"), new("Age"),
            new("VolumeMode", Priority: 1),
        ],
        (item, now) =>
        [
            item.Text("spec", "capacity", "storage"), Modes(item), item.Text("spec", "persistentVolumeReclaimPolicy"),
            item.Text("status", "phase"),
            item.At("spec", "claimRef") is null
                ? ""
                : $"{item.Text("spec", "claimRef", "namespace")}/{item.Text("spec", "claimRef", "name")}",
            item.Text("spec", "storageClassName") ?? "", "<unset>", item.Text("status", "reason") ?? "",
            KindTables.AgeOf(item, now), item.Text("spec", "volumeMode") ?? "Filesystem",
        ]);

    public static readonly KindTable Classes = new(
        [
            new("Provisioner"), new("ReclaimPolicy"), new("VolumeBindingMode"), new("AllowVolumeExpansion", "boolean"),
            new("Age"),
        ],
        (item, now) =>
        [
            item.Text("provisioner"), item.Text("reclaimPolicy") ?? "Delete",
            item.Text("volumeBindingMode") ?? "Immediate", item.Flag("allowVolumeExpansion"), KindTables.AgeOf(item, now),
        ]);

    private static string Modes(JsonObject item) => KindTables.Join(item.Texts("spec", "accessModes").Select(mode => mode switch
    {
        "ReadWriteOnce" => "RWO",
        "ReadOnlyMany" => "ROX",
        "ReadWriteMany" => "RWX",
        "ReadWriteOncePod" => "RWOP",
        _ => mode,
    }), "");
}
