using System.Reflection;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Sallyport.Hub.Api.Description;

/// <summary>What the serializer does and its schemas do not say.</summary>
internal static class SchemaParts
{
    public static void Complete(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        // A member that may be null is left out when it is: so no schema demands it.
        schema.Required?.ExceptWith(context.JsonTypeInfo.Properties.Where(member => member.IsGetNullable).Select(member => member.Name));
        if (context.JsonPropertyInfo?.AttributeProvider is PropertyInfo property
            && schema.AdditionalProperties is OpenApiSchema value
            && new NullabilityInfoContext().Create(property).GenericTypeArguments is [_, { ReadState: NullabilityState.Nullable }])
        {
            value.Type |= JsonSchemaType.Null;
        }
    }
}
