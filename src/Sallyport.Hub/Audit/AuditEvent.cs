using System.Text;
using System.Text.Json;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Audit;

/// <summary>Reads a spooled line back into the row that the store keeps.</summary>
internal static class AuditEvent
{
    /// <exception cref="JsonException">The line is no event.</exception>
    public static AuditEventRow Parse(ReadOnlyMemory<byte> line)
    {
        using var document = JsonDocument.Parse(line);
        var e = document.RootElement;
        if (e.ValueKind != JsonValueKind.Object
            || !e.TryGetProperty("id", out var idText) || !idText.TryGetGuid(out var id)
            || !e.TryGetProperty("time", out var timeText) || !timeText.TryGetDateTimeOffset(out var time))
        {
            throw new JsonException("The line has no id or no time.");
        }

        return new AuditEventRow
        {
            EventId = id,
            Kind = Text(e, "event") switch
            {
                "decision" => AuditEventKind.Decision,
                "end" => AuditEventKind.End,
                var other => throw new JsonException($"'{other}' is no kind of event."),
            },
            Time = time,
            User = Text(e, "user"),
            Cluster = Text(e, "cluster"),
            Source = Text(e, "source"),
            Verb = Text(e, "verb"),
            Resource = Text(e, "resource"),
            Namespace = Text(e, "namespace"),
            Allowed = e.TryGetProperty("allowed", out var allowed) ? allowed.GetBoolean() : null,
            Json = Encoding.UTF8.GetString(line.Span),
        };
    }

    private static string Text(JsonElement e, string name) =>
        e.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
}
