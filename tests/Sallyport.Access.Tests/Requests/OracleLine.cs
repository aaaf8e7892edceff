using System.IO.Compression;
using System.Text.Json;

namespace Sallyport.Access.Tests.Requests;

/// <summary>One request line, and what two real kube-apiservers wrote into their audit logs that they understood of it.</summary>
internal sealed record OracleLine(string Method, string Target, OracleTuple? Understood)
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNameCaseInsensitive = true };

    public static IEnumerable<OracleLine> All()
    {
        using var packed = typeof(OracleLine).Assembly.GetManifestResourceStream("oracle.jsonl.gz")!;
        using var lines = new StreamReader(new GZipStream(packed, CompressionMode.Decompress));
        while (lines.ReadLine() is { } line)
        {
            yield return JsonSerializer.Deserialize<OracleLine>(line, Options)!;
        }
    }
}

/// <summary>The tuple; empty parts are left out of the data, and a path stands only where no resource was asked for.</summary>
internal sealed record OracleTuple(
    string Verb,
    string ApiGroup = "",
    string ApiVersion = "",
    string Resource = "",
    string Subresource = "",
    string Namespace = "",
    string Name = "",
    string Path = "")
{
    public static OracleTuple Of(Sallyport.Access.Requests.KubernetesRequest r) => new(
        r.Verb, r.ApiGroup, r.ApiVersion, r.Resource, r.Subresource, r.Namespace, r.Name, r.Path);
}
