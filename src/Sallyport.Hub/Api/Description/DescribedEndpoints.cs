using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Sallyport.Hub.Api.Description;

/// <summary>
/// Tells the framework's OpenAPI generator of our endpoints. It knows handlers whose parameters it binds itself; ours read their
/// bodies strictly, behind the gate, so what they take and answer comes from their own words.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "The container makes it.")]
internal sealed class DescribedEndpoints(EndpointDataSource endpoints) : IApiDescriptionProvider
{
    private static readonly EmptyModelMetadataProvider Metadata = new();

    public int Order => 0;

    public void OnProvidersExecuting(ApiDescriptionProviderContext context)
    {
        foreach (var route in endpoints.Endpoints.OfType<RouteEndpoint>())
        {
            if (route.Metadata.GetMetadata<ApiEndpoint>() is { } endpoint && route.Metadata.GetMetadata<IHttpMethodMetadata>() is { } methods)
            {
                context.Results.Add(Describe(route, endpoint, methods.HttpMethods[0]));
            }
        }
    }

    public void OnProvidersExecuted(ApiDescriptionProviderContext context)
    {
    }

    private static ApiDescription Describe(RouteEndpoint route, ApiEndpoint endpoint, string method)
    {
        var description = new ApiDescription
        {
            HttpMethod = method,
            RelativePath = route.RoutePattern.RawText!.TrimStart('/'),
            ActionDescriptor = new ActionDescriptor { EndpointMetadata = [.. route.Metadata, new TagsAttribute(route.RoutePattern.RawText!.Split('/')[3])] },
        };
        foreach (var part in route.RoutePattern.Parameters)
        {
            description.ParameterDescriptions.Add(Parameter(part.Name, typeof(string), BindingSource.Path, isRequired: true, part));
        }

        foreach (var key in endpoint.Words.Query)
        {
            description.ParameterDescriptions.Add(Parameter(key.Name, key.Type, BindingSource.Query, isRequired: false));
        }

        if (endpoint.Words.Request is { } request)
        {
            description.ParameterDescriptions.Add(Parameter("body", request.Type, BindingSource.Body, isRequired: !request.IsOptional));
            description.SupportedRequestFormats.Add(new ApiRequestFormat { MediaType = request.ContentType });
        }

        description.SupportedResponseTypes.Add(endpoint.Words.Answer is { } answer
            ? Response(StatusCodes.Status200OK, answer.Type, answer.ContentType)
            : new ApiResponseType { StatusCode = StatusCodes.Status204NoContent, Type = typeof(void) });
        if (endpoint.Words.Refusal is { } refusal)
        {
            description.SupportedResponseTypes.Add(Response(StatusCodes.Status400BadRequest, refusal, "application/json"));
        }

        var problem = Response(0, typeof(ProblemModel), "application/problem+json");
        problem.IsDefaultResponse = true;
        description.SupportedResponseTypes.Add(problem);
        return description;
    }

    private static ApiParameterDescription Parameter(string name, Type type, BindingSource source, bool isRequired, RoutePatternParameterPart? part = null) => new()
    {
        Name = name,
        Type = type,
        ModelMetadata = Metadata.GetMetadataForType(type),
        Source = source,
        IsRequired = isRequired,
        RouteInfo = part is null ? null : new ApiParameterRouteInfo { IsOptional = part.IsOptional },
    };

    private static ApiResponseType Response(int status, Type type, string contentType) => new()
    {
        StatusCode = status,
        Type = type,
        ApiResponseFormats = [new ApiResponseFormat { MediaType = contentType }],
    };
}
