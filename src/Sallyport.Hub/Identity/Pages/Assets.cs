using System.Reflection;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Sallyport.Hub.Identity.Pages;

/// <summary>The pages' style and script, from the program itself.</summary>
internal static class Assets
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        Map(routes, "account.css", "text/css");
        Map(routes, "passkeys.js", "text/javascript");
    }

    private static void Map(IEndpointRouteBuilder routes, string name, string contentType)
    {
        using var source = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Sallyport.Hub.Assets.{name}")!;
        using var copy = new MemoryStream();
        source.CopyTo(copy);
        var bytes = copy.ToArray();
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}\"");
        routes.MapGet($"/assets/{name}", http =>
        {
            http.Response.Headers.CacheControl = "no-cache";
            http.Response.Headers.XContentTypeOptions = "nosniff";
            return TypedResults.Bytes(bytes, contentType, entityTag: tag).ExecuteAsync(http);
        });
    }
}
