using System.Text;
using System.Text.Json.Nodes;

namespace Sallyport.Hub.Gateway;

/// <summary>
/// Reads reviews in Kubernetes' protobuf, which kubectl's typed clients send since 1.32: the <c>k8s\0</c> envelope and the
/// few fields of the specs, turned into what the same review would be in JSON.
/// </summary>
internal static class ReviewProtobuf
{
    public const string MediaType = "application/vnd.kubernetes.protobuf";

    private const int EnvelopeRaw = 2;
    private const int Spec = 2;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The spec; null when the bytes are no such review.</summary>
    public static JsonObject? ReadSpec(ReadOnlySpan<byte> document, string resource)
    {
        if (!document.StartsWith("k8s\0"u8))
        {
            return null;
        }

        try
        {
            var spec = new JsonObject();
            var understood = TryField(document[4..], EnvelopeRaw, out var raw) && TryField(raw, Spec, out var fields)
                && (resource switch
                {
                    "selfsubjectaccessreviews" => TryAccess(fields, spec),
                    "selfsubjectrulesreviews" => TryStrings(fields, ReviewSpec.RulesKeys, spec),
                    _ => true,
                });
            return understood ? spec : null;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static bool TryAccess(ReadOnlySpan<byte> fields, JsonObject spec)
    {
        if (!TryField(fields, 1, out var resource) || !TryField(fields, 2, out var nonResource))
        {
            return false;
        }

        if (!resource.IsEmpty && !nonResource.IsEmpty)
        {
            return false;
        }

        var attributes = new JsonObject();
        var onPath = !nonResource.IsEmpty;
        spec[onPath ? ReviewSpec.OnPath : ReviewSpec.OnResource] = attributes;
        return onPath ? TryStrings(nonResource, ReviewSpec.PathKeys, attributes) : TryStrings(resource, ReviewSpec.ResourceKeys, attributes);
    }

    private static bool TryStrings(ReadOnlySpan<byte> fields, string[] names, JsonObject into)
    {
        while (!fields.IsEmpty)
        {
            if (!TryNext(ref fields, out var number, out var value))
            {
                return false;
            }

            if (number <= names.Length)
            {
                into[names[number - 1]] = Strict.GetString(value);
            }
        }

        return true;
    }

    /// <summary>The last field of that number; empty when it is not there. False when the message is malformed.</summary>
    private static bool TryField(ReadOnlySpan<byte> message, int wanted, out ReadOnlySpan<byte> found)
    {
        found = default;
        while (!message.IsEmpty)
        {
            if (!TryNext(ref message, out var number, out var value))
            {
                return false;
            }

            if (number == wanted)
            {
                found = value;
            }
        }

        return true;
    }

    private static bool TryNext(scoped ref ReadOnlySpan<byte> message, out int number, out ReadOnlySpan<byte> value)
    {
        number = 0;
        value = default;
        if (!TryVarint(ref message, out var tag) || tag >> 3 is 0 or > 1000)
        {
            return false;
        }

        number = (int)(tag >> 3);
        switch (tag & 7)
        {
            case 0:
                return TryVarint(ref message, out _);
            case 2 when TryVarint(ref message, out var length) && length <= (ulong)message.Length:
                value = message[..(int)length];
                message = message[(int)length..];
                return true;
            default:
                return false;
        }
    }

    private static bool TryVarint(scoped ref ReadOnlySpan<byte> message, out ulong value)
    {
        value = 0;
        for (var i = 0; i < message.Length && i < 10; i++)
        {
            value |= (ulong)(message[i] & 0x7F) << (7 * i);
            if (message[i] < 0x80)
            {
                message = message[(i + 1)..];
                return true;
            }
        }

        return false;
    }
}
