using System.Buffers;
using System.Text.Json;

namespace Sallyport.Hub.Audit;

/// <summary>Writes an event as one line of ASCII JSON. Members that say nothing are left out.</summary>
internal static class AuditLine
{
    /// <summary>Every request writes two lines: each thread keeps what it writes them with.</summary>
    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Json)? _scratch;

    public static byte[] Write(AuditDecision decision) => Write(decision, static (json, e) =>
    {
        json.WriteString("event", "decision");
        json.WriteString("id", e.Id);
        json.WriteString("time", e.Time.UtcDateTime);
        Text(json, "user", e.User);
        if (e.CredentialId is { } credential)
        {
            json.WriteString("credentialId", credential);
        }

        Text(json, "cluster", e.Cluster);
        Text(json, "source", e.Source);
        Text(json, "method", e.Method);
        json.WriteString("target", AuditText.Target(e.Target));
        Text(json, "verb", e.Verb);
        Text(json, "apiGroup", e.ApiGroup);
        Text(json, "apiVersion", e.ApiVersion);
        Text(json, "resource", e.Resource);
        Text(json, "subresource", e.Subresource);
        Text(json, "namespace", e.Namespace);
        Text(json, "name", e.Name);
        Text(json, "path", e.Path);
        Arguments(json, "command", e.Command);
        json.WriteBoolean("allowed", e.Allowed);
        Text(json, "by", e.By);
        Text(json, "reason", e.Reason, AuditText.LongestTarget);
        Text(json, "group", e.Group);
        Text(json, "kubectlCommand", e.KubectlCommand);
        Text(json, "kubectlSession", e.KubectlSession);
        Text(json, "userAgent", e.UserAgent);
        Text(json, "clientAddress", e.ClientAddress);
        Text(json, "protocol", e.Protocol);
        if (e.Count is { } count)
        {
            json.WriteNumber("count", count);
        }
    });

    public static byte[] Write(AuditEnd end) => Write(end, static (json, e) =>
    {
        json.WriteString("event", "end");
        json.WriteString("id", e.Id);
        json.WriteString("time", e.Time.UtcDateTime);
        json.WriteNumber("status", e.Status);
        json.WriteNumber("durationMs", Math.Round(e.Duration.TotalMilliseconds, 3));
        json.WriteNumber("bytesIn", e.BytesIn);
        json.WriteNumber("bytesOut", e.BytesOut);
        Text(json, "upgradeProtocol", e.UpgradeProtocol);
        Text(json, "cut", e.Cut, AuditText.LongestTarget);
        Text(json, "change", e.Change, AuditText.LongestTarget);
    });

    private static void Text(Utf8JsonWriter json, string name, string? value, int longest = AuditText.LongestText)
    {
        if (AuditText.Clean(value, longest) is { } clean)
        {
            json.WriteString(name, clean);
        }
    }

    private static void Arguments(Utf8JsonWriter json, string name, IReadOnlyList<string>? arguments)
    {
        const int most = 64;
        if (arguments is null)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var argument in arguments.Take(most))
        {
            json.WriteStringValue(AuditText.Clean(argument) ?? "");
        }

        if (arguments.Count > most)
        {
            json.WriteStringValue($"... ({arguments.Count} arguments)");
        }

        json.WriteEndArray();
    }

    private static byte[] Write<T>(T e, Action<Utf8JsonWriter, T> members)
    {
        var (buffer, json) = _scratch ??= MakeScratch();
        buffer.ResetWrittenCount();
        json.Reset();
        json.WriteStartObject();
        members(json, e);
        json.WriteEndObject();
        json.Flush();
        buffer.GetSpan(1)[0] = (byte)'\n';
        buffer.Advance(1);
        return buffer.WrittenSpan.ToArray();
    }

    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Json) MakeScratch()
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        return (buffer, new Utf8JsonWriter(buffer));
    }
}
