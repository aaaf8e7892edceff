using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sallyport.Cli.Api;

namespace Sallyport.Cli.Output;

/// <summary>Prints an answer as columns, in kubectl's manner, or as JSON or YAML.</summary>
internal static class Printer
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task PrintAsync<T>(
        ApiAnswer<T[]> answer,
        OutputFormat format,
        TextWriter output,
        string whenEmpty,
        string[] headers,
        Func<T, string[]> row)
    {
        if (format != OutputFormat.Table)
        {
            await DocumentAsync(answer.Json, format, output);
        }
        else if (answer.Value.Length == 0)
        {
            await output.WriteLineAsync(whenEmpty);
        }
        else
        {
            await TableAsync(output, headers, answer.Value.Select(row));
        }
    }

    /// <summary>Says what a change did: a sentence for people, the hub's answer for scripts.</summary>
    public static Task OutcomeAsync(string json, OutputFormat format, TextWriter output, string sentence) =>
        format == OutputFormat.Table ? output.WriteLineAsync(sentence) : DocumentAsync(json.Length == 0 ? "{}" : json, format, output);

    /// <summary>Says what the hub thinks whoever made a change should know, beside the answer.</summary>
    public static async Task WarnAsync(ParseResult parsed, IReadOnlyList<string>? warnings)
    {
        foreach (var warning in warnings ?? [])
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync($"warning: {Inert(warning)}");
        }
    }

    public static Task TableAsync(TextWriter output, string[] headers, IEnumerable<string[]> rows) => new Columns(output, headers).WriteAsync(rows);

    /// <summary>The hub's answer for a script.</summary>
    public static async Task DocumentAsync(string json, OutputFormat format, TextWriter output)
    {
        if (format == OutputFormat.Yaml)
        {
            await output.WriteAsync(Yaml.Write(JsonNode.Parse(json)));
            return;
        }

        using var document = JsonDocument.Parse(json);
        using var buffer = new MemoryStream();
        await using (var writer = new Utf8JsonWriter(buffer, Indented))
        {
            document.WriteTo(writer);
        }

        await output.WriteLineAsync(System.Text.Encoding.UTF8.GetString(buffer.ToArray()));
    }

    /// <summary>Names and reasons come from other people: a control character must not reach the terminal as one.</summary>
    public static string Inert(string? text) =>
        string.IsNullOrEmpty(text)
            ? "-"
            : string.Create(text.Length, text, static (inert, from) =>
            {
                for (var i = 0; i < from.Length; i++)
                {
                    inert[i] = char.IsControl(from[i]) ? '\uFFFD' : from[i];
                }
            });
}
