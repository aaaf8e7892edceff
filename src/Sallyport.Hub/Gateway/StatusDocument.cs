using System.Buffers;
using System.Text.Json;

namespace Sallyport.Hub.Gateway;

/// <summary>Writes a <see cref="Refusal"/> as <c>metav1.Status</c>.</summary>
internal static class StatusDocument
{
    /// <summary>The cause that names a namespace in which what was refused for all of them would be answered.</summary>
    public const string AnsweredInNamespace = "AnsweredInNamespace";

    public static byte[] Write(Refusal refusal)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            WriteTo(json, refusal);
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The ERROR event by which a watch learns that it ends, one line of JSON.</summary>
    public static byte[] WriteWatchError(Refusal refusal)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type", "ERROR");
            json.WritePropertyName("object");
            WriteTo(json, refusal);
            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteTo(Utf8JsonWriter json, Refusal refusal)
    {
        json.WriteStartObject();
        json.WriteString("kind", "Status");
        json.WriteString("apiVersion", "v1");
        json.WriteStartObject("metadata");
        json.WriteEndObject();
        json.WriteString("status", "Failure");
        json.WriteString("message", refusal.Message);
        json.WriteString("reason", refusal.Reason);
        WriteDetails(json, refusal);
        json.WriteNumber("code", refusal.Code);
        json.WriteEndObject();
    }

    private static void WriteDetails(Utf8JsonWriter json, Refusal refusal)
    {
        if (refusal is { Subject: null, RetryAfter: null })
        {
            return;
        }

        json.WriteStartObject("details");
        if (refusal.Subject is { } subject)
        {
            if (subject.Name.Length > 0)
            {
                json.WriteString("name", subject.Name);
            }

            if (subject.ApiGroup.Length > 0)
            {
                json.WriteString("group", subject.ApiGroup);
            }

            json.WriteString("kind", subject.Resource);
        }

        if (!refusal.AnsweredIn.IsEmpty)
        {
            WriteNamespaces(json, refusal);
        }

        if (refusal.RetryAfter is { } seconds)
        {
            json.WriteNumber("retryAfterSeconds", seconds);
        }

        json.WriteEndObject();
    }

    /// <summary>For clients that merge: the console asks for these one by one.</summary>
    private static void WriteNamespaces(Utf8JsonWriter json, Refusal refusal)
    {
        json.WriteStartArray("causes");
        foreach (var ns in refusal.AnsweredIn)
        {
            json.WriteStartObject();
            json.WriteString("reason", AnsweredInNamespace);
            json.WriteString("message", ns);
            json.WriteString("field", "metadata.namespace");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
