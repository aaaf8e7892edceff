using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Sallyport.Hub.Api.Description;

namespace Sallyport.Hub.Api;

/// <summary>The API's own description, for programs. It says nothing of who and what is here, so anyone may read it.</summary>
internal static class OpenApiEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapQuestion("GET", "/openapi.json", ApiAccess.Anyone, DescribeAsync)
            .Says("This document.").Answers<JsonObject>();

    private static async Task<object?> DescribeAsync(ApiCall call)
    {
        var document = await call.Http.RequestServices.GetRequiredKeyedService<IOpenApiDocumentProvider>(DescriptionRegistration.Document)
            .GetOpenApiDocumentAsync(call.Cancelled);
        return new PlainText("application/json", await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, call.Cancelled));
    }
}
