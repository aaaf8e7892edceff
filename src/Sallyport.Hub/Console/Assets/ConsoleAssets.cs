using System.Collections.Frozen;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;

namespace Sallyport.Hub.Console.Assets;

/// <summary>
/// The console's scripts and styles, from the program itself. Each has its hash in its address, so that a browser keeps
/// it for good and a new hub's are new addresses.
/// </summary>
internal sealed class ConsoleAssets
{
    private const string Resources = "Sallyport.Hub.Console.";
    private readonly FrozenDictionary<string, Asset> _assets = Read().ToFrozenDictionary(asset => asset.Name, StringComparer.Ordinal);

    /// <summary>The address of an asset, such as <c>console.js</c>.</summary>
    public string this[string name] => _assets[name].Address;

    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (var asset in _assets.Values)
        {
            routes.MapGet(asset.Address, http => SendAsync(http, asset));
        }
    }

    private static Task SendAsync(HttpContext http, Asset asset)
    {
        var headers = http.Response.Headers;
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.XContentTypeOptions = "nosniff";
        headers.Vary = "Accept-Encoding";
        http.Response.ContentType = asset.ContentType;
        var packed = http.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal);
        if (packed)
        {
            headers.ContentEncoding = "br";
        }

        var body = packed ? asset.Packed : asset.Bytes;
        http.Response.ContentLength = body.Length;
        return http.Response.Body.WriteAsync(body, 0, body.Length, http.RequestAborted);
    }

    private static IEnumerable<Asset> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Resources, StringComparison.Ordinal)))
        {
            var type = Path.GetExtension(resource) switch { ".js" => "text/javascript", ".css" => "text/css", _ => null };
            if (type is not null)
            {
                using var source = assembly.GetManifestResourceStream(resource)!;
                using var copy = new MemoryStream();
                source.CopyTo(copy);
                yield return new Asset(resource[Resources.Length..], type, copy.ToArray());
            }
        }
    }

    private sealed class Asset(string name, string contentType, byte[] bytes)
    {
        public string Name => name;

        public string Address { get; } = $"/assets/{Convert.ToHexStringLower(SHA256.HashData(bytes))[..12]}/{name}";

        public string ContentType => contentType;

        public byte[] Bytes => bytes;

        /// <summary>Packed once, when a browser first asks for it.</summary>
        public byte[] Packed => field ??= Pack(bytes);

        private static byte[] Pack(byte[] plain)
        {
            using var copy = new MemoryStream();
            using (var brotli = new BrotliStream(copy, CompressionLevel.Optimal))
            {
                brotli.Write(plain);
            }

            return copy.ToArray();
        }
    }
}
