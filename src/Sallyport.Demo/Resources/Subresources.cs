using Sallyport.Demo.Http;

namespace Sallyport.Demo.Resources;

/// <summary>The parts of resources that are not their status.</summary>
internal sealed class Subresources(ScaleEndpoint scale)
{
    public Task HandleAsync(ResourceRequest request)
    {
        if (!request.Type.Subresources.Any(part => part.Name == request.Info.Subresource))
        {
            throw ApiException.NoSuchPath();
        }

        return request.Info.Subresource switch
        {
            "scale" => scale.HandleAsync(request),
            _ => throw ApiException.NoSuchPath(),
        };
    }
}
