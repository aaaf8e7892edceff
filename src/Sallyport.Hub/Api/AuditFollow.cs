using System.Text.Json.Nodes;
using Sallyport.Hub.Identity;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Api;

/// <summary>Sends audit events as JSON lines, as they happen, for as long as the reader may read them.</summary>
internal static class AuditFollow
{
    public static async Task SendAsync(
        ApiCall call, AuditPages pages, IReadOnlyList<JsonNode> first, IAsyncEnumerable<AuditEventRow?> events)
    {
        var response = call.Http.Response;
        response.ContentType = "application/jsonl; charset=utf-8";
        await WriteAsync(call, first);
        await response.Body.FlushAsync(call.Cancelled);
        var rights = call.Service<ApiRights>();
        var time = call.Service<TimeProvider>();
        var credentials = call.Service<CredentialDirectory>();
        var mayReadAll = rights.Has(call.User, ApiAccess.OrganizationReader);
        // Kestrel waits for what runs, and this would run for ever.
        using var over = CancellationTokenSource.CreateLinkedTokenSource(call.Cancelled, call.Service<IHostApplicationLifetime>().ApplicationStopping);
        await foreach (var e in events.WithCancellation(over.Token))
        {
            // Asked again every time: a stream does not outlive the right to it.
            if (call.Credential is not { } credential || !credentials.IsInForce(credential.Root) || credential.Ends <= time.GetUtcNow()
                || (mayReadAll && !rights.Has(call.User, ApiAccess.OrganizationReader)))
            {
                return;
            }

            if (e is not null)
            {
                await WriteAsync(call, await pages.ShowAsync([e], call.Cancelled));
                await response.Body.FlushAsync(call.Cancelled);
            }
        }
    }

    private static async Task WriteAsync(ApiCall call, IReadOnlyList<JsonNode> events)
    {
        foreach (var e in events)
        {
            await call.Http.Response.WriteAsync(e.ToJsonString() + "\n", call.Cancelled);
        }
    }
}
