using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Sallyport.Demo.Discovery;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Http;

/// <summary>
/// Kubernetes' protobuf bodies, which typed clients such as <c>kubectl auth can-i</c> and <c>kubectl create</c> send:
/// an envelope that names the kind, and the object by the numbers of the schemas. What it does not know it refuses.
/// </summary>
internal static class ProtobufBody
{
    public const string MediaType = "application/vnd.kubernetes.protobuf";
    private const int DeepestNesting = 40;

    public static JsonObject Read(ReadOnlySpan<byte> body)
    {
        if (!body.StartsWith("k8s\0"u8))
        {
            throw Unreadable();
        }

        string apiVersion = "", kind = "";
        ReadOnlySpan<byte> raw = [];
        ProtobufReader envelope = new(body[4..]);
        while (envelope.Next(out int field, out ReadOnlySpan<byte> content, out _))
        {
            if (field == 1)
            {
                ProtobufReader typeMeta = new(content);
                while (typeMeta.Next(out int part, out ReadOnlySpan<byte> text, out _))
                {
                    (apiVersion, kind) = part == 1 ? (Encoding.UTF8.GetString(text), kind)
                        : (apiVersion, Encoding.UTF8.GetString(text));
                }
            }
            else if (field == 2)
            {
                raw = content;
            }
        }

        SchemaType type = SchemaCatalog.Types.GetValueOrDefault(kind) ?? throw Unreadable();
        JsonObject result = new() { ["kind"] = kind, ["apiVersion"] = apiVersion };
        Fill(result, type, raw, 0);
        return result;
    }

    private static void Fill(JsonObject target, SchemaType type, ReadOnlySpan<byte> message, int depth)
    {
        if (depth > DeepestNesting)
        {
            throw Unreadable();
        }

        ProtobufReader reader = new(message);
        while (reader.Next(out int number, out ReadOnlySpan<byte> content, out ulong value))
        {
            SchemaField field = type.Encoded.FirstOrDefault(field => field.Number == number) ?? throw Unreadable();
            if (field.IsInline)
            {
                Fill(target, SchemaCatalog.Types[field.Element], content, depth + 1);
            }
            else if (field.IsList)
            {
                target.List(field.Name).Add(Value(field.Element, content, value, depth));
            }
            else if (field.IsMap)
            {
                AddPair(target.Child(field.Name), field.Element, content, depth);
            }
            else if (Value(field.Type, content, value, depth) is { } single && !IsEmpty(single))
            {
                target[field.Name] = single;
            }
        }
    }

    private static void AddPair(JsonObject map, string type, ReadOnlySpan<byte> pair, int depth)
    {
        string key = "";
        JsonNode? value = type is "string" or "bytes" ? "" : null;
        ProtobufReader reader = new(pair);
        while (reader.Next(out int number, out ReadOnlySpan<byte> content, out ulong scalar))
        {
            if (number == 1)
            {
                key = Encoding.UTF8.GetString(content);
            }
            else
            {
                value = Value(type, content, scalar, depth);
            }
        }

        map[key] = value;
    }

    private static JsonNode? Value(string type, ReadOnlySpan<byte> content, ulong scalar, int depth)
    {
        switch (type)
        {
            case "string":
                return Encoding.UTF8.GetString(content);
            case "int":
                return (long)scalar;
            case "bool":
                return scalar != 0;
            case "bytes":
                return Convert.ToBase64String(content);
            case "number":
                return BitConverter.Int64BitsToDouble((long)scalar);
            case "quantity":
                return First(content, 1) is { Text: var text } ? text : null;
            case "time" or "microtime":
                (_, ulong seconds) = First(content, 1);
                return seconds == 0 ? null : DateTimeOffset.FromUnixTimeSeconds((long)seconds)
                    .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            case "intorstring":
                return First(content, 1).Number == 0 ? (long)First(content, 2).Number : First(content, 3).Text;
            case "fields":
                return content.IsEmpty ? null : JsonNode.Parse(First(content, 1).Text);
            default:
                JsonObject message = [];
                Fill(message, SchemaCatalog.Types.GetValueOrDefault(type) ?? throw Unreadable(), content, depth + 1);
                return message;
        }
    }

    private static (string Text, ulong Number) First(ReadOnlySpan<byte> message, int wanted)
    {
        ProtobufReader reader = new(message);
        while (reader.Next(out int number, out ReadOnlySpan<byte> content, out ulong value))
        {
            if (number == wanted)
            {
                return (Encoding.UTF8.GetString(content), value);
            }
        }

        return ("", 0);
    }

    // Protobuf writes what JSON leaves out: empty texts, zeroes and empty messages of fields that were never set.
    private static bool IsEmpty(JsonNode value) => value switch
    {
        JsonObject map => map.Count == 0,
        JsonValue scalar => scalar.TryGetValue(out string? text) && text.Length == 0,
        _ => false,
    };

    private static ApiException Unreadable() => ApiException.Unsupported(
        "the protobuf body is of a kind or has a field that this demo cluster does not know; send JSON");

    private ref struct ProtobufReader(ReadOnlySpan<byte> message)
    {
        private ReadOnlySpan<byte> _rest = message;

        public bool Next(out int field, out ReadOnlySpan<byte> content, out ulong value)
        {
            field = 0;
            content = [];
            value = 0;
            if (_rest.IsEmpty)
            {
                return false;
            }

            ulong tag = Varint();
            field = (int)(tag >> 3);
            switch (tag & 7)
            {
                case 0:
                    value = Varint();
                    return true;
                case 1:
                    value = BinaryPrimitives.ReadUInt64LittleEndian(Take(8));
                    return true;
                case 2:
                    content = Take(Varint());
                    return true;
                case 5:
                    value = BinaryPrimitives.ReadUInt32LittleEndian(Take(4));
                    return true;
                default:
                    throw Unreadable();
            }
        }

        private ReadOnlySpan<byte> Take(ulong count)
        {
            if (count > (ulong)_rest.Length)
            {
                throw Unreadable();
            }

            ReadOnlySpan<byte> taken = _rest[..(int)count];
            _rest = _rest[(int)count..];
            return taken;
        }

        private ulong Varint()
        {
            ulong value = 0;
            for (int shift = 0; shift < 64; shift += 7)
            {
                byte next = Take(1)[0];
                value |= (ulong)(next & 127) << shift;
                if (next < 128)
                {
                    return value;
                }
            }

            throw Unreadable();
        }
    }
}
