using System.Text.Json.Nodes;
using Sallyport.Demo.Http;
using Sallyport.Demo.Store;

namespace Sallyport.Demo.Resources;

/// <summary>How to delete: a body, when there is one, is all that counts; otherwise the query.</summary>
internal sealed record DeleteOptions(long? Grace, string Propagation, bool IsDryRun, string Uid, string Version)
{
    public static async Task<DeleteOptions> ReadAsync(ResourceRequest request)
    {
        if (await RequestBody.ReadAsync(request.Http.Request, required: false).ConfigureAwait(false) is JsonObject body)
        {
            return new DeleteOptions(body.Number("gracePeriodSeconds"), body.Text("propagationPolicy")
                ?? (body.Flag("orphanDependents") ? "Orphan" : "Background"), body.Texts("dryRun").Any(),
                body.Text("preconditions", "uid") ?? "", body.Text("preconditions", "resourceVersion") ?? "");
        }

        RequestTarget target = request.Target;
        return new DeleteOptions(long.TryParse(target["gracePeriodSeconds"], out long grace) ? grace : null,
            target["propagationPolicy"] ?? "Background", request.IsDryRun, "", "");
    }
}
