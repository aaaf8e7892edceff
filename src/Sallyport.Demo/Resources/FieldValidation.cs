using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Sallyport.Demo.Discovery;
using Sallyport.Demo.Http;

namespace Sallyport.Demo.Resources;

/// <summary>fieldValidation=Strict and Warn: names fields that the kind does not have.</summary>
internal static class FieldValidation
{
    public static void Check(ResourceRequest request, JsonObject body)
    {
        string mode = request.Target["fieldValidation"] ?? "Warn";
        if (mode == "Ignore")
        {
            return;
        }

        List<string> unknown = [.. SchemaCatalog.UnknownFields(request.Type, body).Select(field => $"unknown field \"{field}\"")];
        if (unknown.Count == 0)
        {
            return;
        }

        if (mode == "Strict")
        {
            throw ApiException.BadRequest($"{request.Type.Kind} in version \"{request.Type.Version}\" cannot be handled " +
                $"as a {request.Type.Kind}: strict decoding error: {string.Join(", ", unknown)}");
        }

        foreach (string warning in unknown)
        {
            request.Http.Response.Headers.Append("Warning", $"299 - {Quoted(warning)}");
        }
    }

    private static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
