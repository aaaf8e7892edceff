using System.Globalization;

namespace Sallyport.Consoles.Browsing;

/// <summary>One measured step of a table.</summary>
/// <param name="Milliseconds">How long the person waited, as the median of several where it was done several times.</param>
/// <param name="Page">CPU time of the page's main thread, each time.</param>
/// <param name="Hub">CPU time of the hub's process, each time.</param>
/// <param name="Kilobytes">What came by the page's connection, each time.</param>
internal sealed record StepFigures(double Milliseconds, TimeSpan Page, TimeSpan Hub, double Kilobytes)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Milliseconds,8:F0} ms | page {Page.TotalMilliseconds,7:F0} ms CPU | hub {Hub.TotalMilliseconds,7:F0} ms CPU | {Kilobytes,7:F0} KB");
}
