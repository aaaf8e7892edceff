using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.OpenApi;

namespace Sallyport.Hub.Api.Description;

/// <summary>The OpenAPI document: made from the endpoints' own words and the types they really read and write.</summary>
internal static class DescriptionRegistration
{
    public const string Document = "v1";

    public static IServiceCollection AddDescription(this IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IApiDescriptionProvider, DescribedEndpoints>());
        services.Configure<JsonOptions>(json =>
        {
            // The schemas are made with these; so they must be what the API reads and writes with.
            var ours = ApiJson.Options;
            var options = json.SerializerOptions;
            options.PropertyNamingPolicy = ours.PropertyNamingPolicy;
            options.PropertyNameCaseInsensitive = ours.PropertyNameCaseInsensitive;
            options.NumberHandling = ours.NumberHandling;
            options.UnmappedMemberHandling = ours.UnmappedMemberHandling;
            options.AllowDuplicateProperties = ours.AllowDuplicateProperties;
            options.RespectNullableAnnotations = ours.RespectNullableAnnotations;
            options.RespectRequiredConstructorParameters = ours.RespectRequiredConstructorParameters;
            options.DefaultIgnoreCondition = ours.DefaultIgnoreCondition;
            foreach (var converter in ours.Converters)
            {
                options.Converters.Add(converter);
            }
        });
        return services.AddOpenApi(Document, options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.AddDocumentTransformer((document, _, _) => Done(() => DocumentParts.Complete(document)));
            options.AddOperationTransformer((operation, context, _) => Done(() => OperationParts.Complete(operation, context)));
            options.AddSchemaTransformer((schema, context, _) => Done(() => SchemaParts.Complete(schema, context)));
        });
    }

    private static Task Done(Action part)
    {
        part();
        return Task.CompletedTask;
    }
}
