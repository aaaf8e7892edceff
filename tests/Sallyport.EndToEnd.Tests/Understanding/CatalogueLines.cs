namespace Sallyport.EndToEnd.Tests.Understanding;

/// <summary>Attacks that are known: one a line, the method and then the target to the line's end.</summary>
internal static class CatalogueLines
{
    public static IReadOnlyList<RequestLine> All() =>
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Samples", "catalogue.txt"), System.Text.Encoding.Latin1)
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(' ', 2))
            .Select(parts => new RequestLine(parts[0], parts[1])),
    ];
}
