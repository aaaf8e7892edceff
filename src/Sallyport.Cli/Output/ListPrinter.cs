using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sallyport.Cli.Api;

namespace Sallyport.Cli.Output;

/// <summary>Prints a list as its pages come: a long one is never held whole.</summary>
internal static class ListPrinter
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="pages">The pages; no more of them are asked for than <paramref name="most"/> needs.</param>
    /// <param name="most">How many items are printed at most; null is all.</param>
    /// <param name="format">How they are printed.</param>
    /// <param name="output">Where to.</param>
    /// <param name="whenEmpty">What to tell a person when there is none.</param>
    /// <param name="headers">The columns' headers.</param>
    /// <param name="row">An item's cells.</param>
    public static async Task PrintAsync<T>(
        IAsyncEnumerable<ApiAnswer<T[]>> pages, int? most, OutputFormat format, TextWriter output, string whenEmpty, string[] headers, Func<T, string[]> row)
    {
        var columns = new Columns(output, headers);
        var left = most ?? int.MaxValue;
        var first = true;
        await foreach (var page in pages)
        {
            var count = Math.Min(left, page.Value.Length);
            left -= count;
            if (count > 0)
            {
                await (format switch
                {
                    OutputFormat.Json => JsonAsync(page.Json, count, first, output),
                    OutputFormat.Yaml => output.WriteAsync(Yaml.Write(new JsonArray([.. Items(page.Json, count)]))),
                    _ => columns.WriteAsync(page.Value.Take(count).Select(row)),
                });
                first = false;
            }

            if (left == 0)
            {
                break;
            }
        }

        if (format == OutputFormat.Json)
        {
            await output.WriteLineAsync(first ? "[]" : output.NewLine + "]");
        }
        else if (first)
        {
            await output.WriteLineAsync(format == OutputFormat.Table ? whenEmpty : "[]");
        }
    }

    private static async Task JsonAsync(string json, int count, bool first, TextWriter output)
    {
        foreach (var item in Items(json, count))
        {
            var text = item!.ToJsonString(Indented).ReplaceLineEndings(output.NewLine + "  ");
            await output.WriteAsync($"{(first ? "[" : ",")}{output.NewLine}  {text}");
            first = false;
        }
    }

    private static IEnumerable<JsonNode?> Items(string json, int count) =>
        JsonNode.Parse(json)!.AsArray().Take(count).Select(item => item?.DeepClone());
}
