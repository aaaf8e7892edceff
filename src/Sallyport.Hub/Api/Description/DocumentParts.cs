using Microsoft.OpenApi;

namespace Sallyport.Hub.Api.Description;

/// <summary>What the document says of the API as a whole.</summary>
internal static class DocumentParts
{
    public const string Bearer = "bearer";

    public static void Complete(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Sallyport",
            Version = "v1",
            Description = "Who may do what in every cluster of the organization. What goes wrong is answered as a problem (RFC 9457).",
            License = new OpenApiLicense { Name = "Apache-2.0", Identifier = "Apache-2.0" },
        };
        // The address is wherever the document was read.
        document.Servers = [new OpenApiServer { Url = "/" }];
        var paths = new OpenApiPaths();
        foreach (var (path, operations) in document.Paths.OrderBy(path => path.Key, StringComparer.Ordinal))
        {
            paths.Add(path, operations);
        }

        // By name, so that two copies are compared at a glance.
        document.Paths = paths;
        document.Tags = document.Tags?.OrderBy(tag => tag.Name, StringComparer.Ordinal).ToHashSet();
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            [Bearer] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "A token of Sallyport (spt_...). Cookies mean nothing here.",
            },
        };
    }
}
