using System.Buffers;
using System.Text;
using BenchmarkDotNet.Attributes;
using Sallyport.Access.Redaction;

namespace Sallyport.Benchmarks;

/// <summary>
/// How fast a list of Secrets is redacted, in the chunks in which it comes: 10 MB, so that MB/s is 10,000 divided by the
/// milliseconds.
/// </summary>
[MemoryDiagnoser]
public class RedactionBenchmarks
{
    private const int Length = 10_000_000;
    private const int Chunk = 16 * 1024;

    private static readonly Dictionary<string, Func<int, string>> Kinds = new()
    {
        ["as kubectl apply made them"] = Applied,
        ["small, without managed fields"] = i => $$$"""{"metadata":{"name":"s{{{i}}}","namespace":"shop","uid":"{{{Guid.NewGuid()}}}","resourceVersion":"{{{i}}}","creationTimestamp":"2026-01-01T00:00:00Z"},"data":{"password":"c2VjcmV0"},"type":"Opaque"}""",
        ["Helm releases"] = i => $$$"""{"metadata":{"name":"sh.helm.release.v1.web.v{{{i}}}","namespace":"shop","labels":{"owner":"helm"}},"data":{"release":"{{{new string('Q', 60_000)}}}"},"type":"helm.sh/release.v1"}""",
    };

    private readonly ArrayBufferWriter<byte> _output = new(1 << 20);
    private byte[] _list = [];

    public static IEnumerable<string> Cases => Kinds.Keys;

    [ParamsSource(nameof(Cases))]
    public string Case { get; set; } = "";

    [GlobalSetup]
    public void Fill()
    {
        var list = new StringBuilder("{\"kind\":\"SecretList\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"1\"},\"items\":[");
        for (var i = 0; list.Length < Length; i++)
        {
            list.Append(i > 0 ? "," : "").Append(Kinds[Case](i));
        }

        _list = Encoding.UTF8.GetBytes(list.Append("]}\n").ToString());
    }

    [Benchmark]
    public long Redact()
    {
        var redactor = new SecretRedactor(watch: false);
        var written = 0L;
        for (var at = 0; at < _list.Length; at += Chunk)
        {
            redactor.Pass(_list.AsSpan(at, Math.Min(Chunk, _list.Length - at)), _output);
            written += _output.WrittenCount;
            _output.ResetWrittenCount();
        }

        redactor.Complete();
        return written;
    }

    private static string Applied(int i)
    {
        var data = $$"""{"ca.crt":"{{new string('Q', 1200)}}","password":"c2VjcmV0LXBhc3N3b3Jk","username":"YWRtaW4="}""";
        return $$$$"""{"metadata":{"name":"s{{{{i}}}}","namespace":"shop","uid":"{{{{Guid.NewGuid()}}}}","resourceVersion":"{{{{i}}}}","creationTimestamp":"2026-01-01T00:00:00Z","labels":{"app.kubernetes.io/name":"web","app.kubernetes.io/part-of":"shop"},"annotations":{"kubectl.kubernetes.io/last-applied-configuration":"{{{{data.Replace("\"", "\\\"", StringComparison.Ordinal)}}}}\n"},"managedFields":[{"manager":"kubectl-client-side-apply","operation":"Update","apiVersion":"v1","time":"2026-01-01T00:00:00Z","fieldsType":"FieldsV1","fieldsV1":{"f:data":{".":{},"f:ca.crt":{},"f:password":{},"f:username":{}},"f:metadata":{"f:annotations":{".":{},"f:kubectl.kubernetes.io/last-applied-configuration":{}},"f:labels":{".":{},"f:app.kubernetes.io/name":{},"f:app.kubernetes.io/part-of":{}}},"f:type":{}}}]},"data":{{{{data}}}},"type":"Opaque"}""";
    }
}
