using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Sallyport.Hub.Audit;
using Sallyport.Hub.Tests.Storage;

namespace Sallyport.Hub.Tests.Gateway;

/// <summary>What a hub's audit has of its requests.</summary>
internal static class WrittenEvents
{
    public static async Task<IReadOnlyList<string>> AllAsync(GatewayRig rig) =>
        [.. (await rig.Services.GetRequiredService<AuditReader>().ReadLastAsync(new AuditQuery(), 1000, CancellationToken.None)).Select(row => row.Json)];

    /// <summary>The events of all requests for a target, as soon as there are that many.</summary>
    public static async Task<IReadOnlyList<JsonNode>> OfAsync(GatewayRig rig, string target, int count = 2)
    {
        IReadOnlyList<string> found = [];
        await Eventually.TrueAsync(async () =>
        {
            var all = await AllAsync(rig);
            var ids = all.Where(e => Text(e, "target") is { } t && t.Contains(target, StringComparison.Ordinal)).Select(e => Text(e, "id")).ToHashSet();
            found = [.. all.Where(e => ids.Contains(Text(e, "id")))];
            return found.Count >= count;
        });
        return [.. found.Select(e => JsonNode.Parse(e)!)];
    }

    private static string? Text(string json, string name) => (string?)JsonNode.Parse(json)![name];
}
