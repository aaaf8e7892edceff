using System.Text.Json.Nodes;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Tables;

/// <summary>Configuration, accounts and the like.</summary>
internal static class ConfigurationTables
{
    public static readonly KindTable Namespaces = new(
        [new("Status"), new("Age")],
        (item, now) => [item.Text("status", "phase") ?? "Active", KindTables.AgeOf(item, now)]);

    public static readonly KindTable ConfigMaps = new(
        [new("Data", "integer"), new("Age")],
        (item, now) =>
        [
            (item.Map("data")?.Count ?? 0) + (item.Map("binaryData")?.Count ?? 0), KindTables.AgeOf(item, now),
        ]);

    public static readonly KindTable Secrets = new(
        [new("Type"), new("Data", "integer"), new("Age")],
        (item, now) => [item.Text("type") ?? "Opaque", item.Map("data")?.Count ?? 0, KindTables.AgeOf(item, now)]);

    public static readonly KindTable ServiceAccounts = new(
        [new("Secrets", "integer"), new("Age")],
        (item, now) => [item.Items("secrets").Count(), KindTables.AgeOf(item, now)]);

    public static readonly KindTable Leases = new(
        [new("Holder"), new("Age")],
        (item, now) => [item.Text("spec", "holderIdentity") ?? "", KindTables.AgeOf(item, now)]);

    public static readonly KindTable PriorityClasses = new(
        [new("Value", "integer"), new("Global-Default", "boolean"), new("Age"), new("PreemptionPolicy")],
        (item, now) =>
        [
            item.Number("value") ?? 0, item.Flag("globalDefault"), KindTables.AgeOf(item, now),
            item.Text("preemptionPolicy") ?? "PreemptLowerPriority",
        ]);

    public static readonly KindTable Releases = new(
        [new("App"), new("Version"), new("Phase"), new("Age", "date")],
        (item, now) =>
        [
            item.Text("spec", "app"), item.Text("spec", "version"), item.Text("status", "phase") ?? "",
            KindTables.AgeOf(item, now),
        ]);

    public static readonly KindTable Bindings = new(
        [
            new("Role"), new("Age"), new("Users", Priority: 1), new("Groups", Priority: 1),
            new("ServiceAccounts", Priority: 1),
        ],
        (item, now) =>
        [
            $"{item.Text("roleRef", "kind")}/{item.Text("roleRef", "name")}", KindTables.AgeOf(item, now),
            Subjects(item, "User"), Subjects(item, "Group"), Subjects(item, "ServiceAccount"),
        ]);

    private static string Subjects(JsonObject binding, string kind) => KindTables.Join(
        binding.Items("subjects").Where(subject => subject.Text("kind") == kind).Select(subject =>
            subject.Text("namespace") is { } ns ? $"{ns}/{subject.Text("name")}" : subject.Text("name")), "");
}
