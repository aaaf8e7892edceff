using System.Buffers;
using System.Text;
using Sallyport.Access.Redaction;

namespace Sallyport.Access.Tests.Redaction;

/// <summary>Redacts whole texts, in chunks of any size.</summary>
internal static class Redacting
{
    public static string Answer(string json) => Text(Encoding.UTF8.GetBytes(json), watch: false, chunk: int.MaxValue);

    public static string Watch(string json) => Text(Encoding.UTF8.GetBytes(json), watch: true, chunk: int.MaxValue);

    /// <summary>Redacts in chunks of one size; the first may have another.</summary>
    public static string Text(byte[] json, bool watch, int chunk, int first = 0)
    {
        var redactor = new SecretRedactor(watch);
        var output = new ArrayBufferWriter<byte>();
        redactor.Pass(json.AsSpan(0, first), output);
        for (var at = first; at < json.Length; at += Math.Min(chunk, json.Length - at))
        {
            redactor.Pass(json.AsSpan(at, Math.Min(chunk, json.Length - at)), output);
        }

        redactor.Complete();
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    /// <summary>What was written before the answer was refused; null when it was not refused.</summary>
    public static string? UntilRefused(byte[] json, bool watch, int chunk)
    {
        var redactor = new SecretRedactor(watch);
        var output = new ArrayBufferWriter<byte>();
        try
        {
            for (var at = 0; at < json.Length; at += chunk)
            {
                redactor.Pass(json.AsSpan(at, Math.Min(chunk, json.Length - at)), output);
            }

            redactor.Complete();
            return null;
        }
        catch (RedactionException)
        {
            return Encoding.UTF8.GetString(output.WrittenSpan);
        }
    }
}
