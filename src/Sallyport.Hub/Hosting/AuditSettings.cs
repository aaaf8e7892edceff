using System.Globalization;
using Sallyport.Hub.Audit;

namespace Sallyport.Hub.Hosting;

/// <summary>The settings of <c>serve</c> that say how much of the audit is kept.</summary>
internal static class AuditSettings
{
    private const long Mebibyte = 1024 * 1024;
    private static readonly AuditOptions Default = new();

    public static IReadOnlyList<ServeSetting> All { get; } =
    [
        new("audit-retention", "DAYS", "How many days audit events stay in the database; by default 90; or off, to keep them all."),
        new("audit-spool-limit", "MIB", "How much of the audit may wait for the database on the local disk, in MiB, before requests are refused; by default 4096."),
        new("audit-low-disk", "MIB", "Below how much free space on the audit spool's disk, in MiB, the health page warns; by default 1024."),
    ];

    public static AuditOptions Read(IReadOnlyDictionary<string, string> values) => new()
    {
        Retention = values.GetValueOrDefault("audit-retention") == "off" ? null
            : TimeSpan.FromDays(Number(values, "audit-retention", (long)Default.Retention!.Value.TotalDays)),
        SpoolBytes = Number(values, "audit-spool-limit", Default.SpoolBytes / Mebibyte) * Mebibyte,
        LowDiskBytes = Number(values, "audit-low-disk", Default.LowDiskBytes / Mebibyte) * Mebibyte,
    };

    private static long Number(IReadOnlyDictionary<string, string> values, string name, long otherwise) =>
        !values.TryGetValue(name, out var text) ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
        : throw new StartFailure($"The value of '{name}' is not a number above 0.");
}
