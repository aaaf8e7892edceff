using System.Globalization;
using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Feeds.Rows;

namespace Sallyport.Hub.Console.Kubectl.Commands;

/// <summary>What something uses, or has.</summary>
/// <param name="Cpu">In cores.</param>
/// <param name="Memory">In bytes.</param>
internal readonly record struct UsedAmounts(double Cpu, double Memory)
{
    // Amounts are rounded up, as resource.Quantity does.
    public string CpuText => string.Create(CultureInfo.InvariantCulture, $"{(long)Math.Ceiling((Cpu * 1000) - 1e-6)}m");

    public string MemoryText => string.Create(CultureInfo.InvariantCulture, $"{(long)Memory / (1 << 20)}Mi");

    public static UsedAmounts operator +(UsedAmounts a, UsedAmounts b) => new(a.Cpu + b.Cpu, a.Memory + b.Memory);

    public static UsedAmounts Of(JsonElement amounts) => new(CellValue.Quantity(amounts.Text("cpu")) ?? 0, CellValue.Quantity(amounts.Text("memory")) ?? 0);

    public static string Percent(double used, double all) =>
        all > 0 ? string.Create(CultureInfo.InvariantCulture, $"{(long)(used * 100 / all)}%") : "<unknown>";
}

/// <summary>One row of <c>top</c>.</summary>
internal sealed record MetricsRow(string Namespace, string Of, string Name, UsedAmounts Used);
