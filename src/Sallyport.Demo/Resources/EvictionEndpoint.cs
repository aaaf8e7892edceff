using System.Text.Json.Nodes;
using Sallyport.Demo.Discovery;
using Sallyport.Demo.Http;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Resources;

/// <summary>pods/eviction, which <c>kubectl drain</c> uses: there are no disruption budgets here, so every pod may go.</summary>
internal sealed class EvictionEndpoint(ObjectStore store, Deleting deleting)
{
    public async Task HandleAsync(ResourceRequest request)
    {
        JsonObject eviction = await RequestBody.ReadObjectAsync(request.Http.Request).ConfigureAwait(false);
        StoredObject pod = store.Find("pods", request.Namespace, request.Info.Name)
            ?? throw ApiException.NotFound("pods", request.Info.Name);
        deleting.Delete(BuiltInTypes.All.First(type => type.GroupResource == "pods"), pod, new DeleteOptions(
            eviction.Number("deleteOptions", "gracePeriodSeconds"), "Background",
            eviction.Texts("deleteOptions", "dryRun").Any(), "", ""));
        await request.Http.JsonAsync(new JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject(),
            ["status"] = "Success",
            ["code"] = 201,
        }, 201).ConfigureAwait(false);
    }
}
