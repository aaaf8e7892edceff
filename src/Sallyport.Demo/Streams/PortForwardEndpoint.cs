using Sallyport.Demo.Http;
using Sallyport.Demo.Rbac;
using Sallyport.Demo.Resources;

namespace Sallyport.Demo.Streams;

/// <summary>pods/portforward: no port of a demo pod has anything behind it, which it says instead of hanging.</summary>
internal sealed class PortForwardEndpoint(Authorizer authorizer)
{
    public Task HandleAsync(ResourceRequest request)
    {
        authorizer.Demand(request.Who, AccessAttributes.Of(request.Info) with { Verb = "create" });
        throw ApiException.BadRequest("this is a Sallyport demo cluster: nothing listens in its pods, so their ports " +
            "cannot be forwarded");
    }
}
