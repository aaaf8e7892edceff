using System.Globalization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Sallyport.Hub.Api.Paging;

namespace Sallyport.Hub.Api.Description;

/// <summary>What the document says of one endpoint, beside its bodies.</summary>
internal static class OperationParts
{
    public static void Complete(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var described = context.Description;
        var endpoint = described.ActionDescriptor.EndpointMetadata.OfType<ApiEndpoint>().Single();
        var parts = described.RelativePath!.Split('/')[2..];
        operation.OperationId = described.HttpMethod!.ToLowerInvariant() + string.Concat(parts.Select(Pascal));
        operation.Summary = endpoint.Words.Summary;
        operation.Description = AccessWords.Of(endpoint.Access);
        operation.Security = endpoint.Access == ApiAccess.Anyone
            ? []
            : [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(DocumentParts.Bearer, context.Document)] = [] }];
        foreach (var parameter in operation.Parameters ?? [])
        {
            parameter.Description = endpoint.Words.Query.FirstOrDefault(key => key.Name == parameter.Name)?.Meaning;
        }

        if (endpoint.Words.IsPage)
        {
            Head(operation, Page.TotalHeader, JsonSchemaType.Integer, "How many there are on all pages together.");
            Head(operation, "Link", JsonSchemaType.String, "Where the next page begins (RFC 8288), unless this is the last one.");
        }

        if (endpoint.Words.HasTag)
        {
            Tag(operation, described.HttpMethod);
        }

        foreach (var (status, response) in operation.Responses ?? [])
        {
            response.Description = status switch
            {
                "200" => "Done.",
                "204" => "Done; there is nothing to tell.",
                "400" => "Refused, with an error of OAuth 2.0.",
                _ => "A problem: what is wrong, and whom to ask.",
            };
        }
    }

    private static void Tag(OpenApiOperation operation, string method)
    {
        var text = new OpenApiSchema { Type = JsonSchemaType.String };
        if (method != HttpMethods.Get)
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = "If-Match", In = ParameterLocation.Header, Schema = text, Description = "Only as long as it is still this one; otherwise 412.",
            });
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = "If-None-Match", In = ParameterLocation.Header, Schema = text, Description = "* makes it only where there is none; otherwise 412.",
            });
        }

        Head(operation, "ETag", JsonSchemaType.String, "Which version it is.");
    }

    private static void Head(OpenApiOperation operation, string name, JsonSchemaType type, string meaning)
    {
        if (operation.Responses?.TryGetValue("200", out var answer) == true && answer is OpenApiResponse told)
        {
            told.Headers ??= new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal);
            told.Headers[name] = new OpenApiHeader { Schema = new OpenApiSchema { Type = type }, Description = meaning };
        }
    }

    private static string Pascal(string part)
    {
        var (name, prefix) = part.StartsWith('{') ? (part.Trim('{', '}'), "By") : (part, "");
        return prefix + string.Concat(name.Split('-', '.').Select(word => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(word)));
    }
}
