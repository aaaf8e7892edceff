using System.Globalization;
using System.Text.Json.Nodes;

namespace Sallyport.Hub.Tests.Api;

/// <summary>A page of a list as a client sees it.</summary>
internal sealed record Listed(IReadOnlyList<JsonNode> Items, int Total, string? Next)
{
    public static async Task<Listed> AskAsync(ApiHub hub, string path, string token)
    {
        using var response = await hub.SendAsync("GET", path, token);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        response.IsSuccessStatusCode.Should().BeTrue(text);
        var next = response.Headers.TryGetValues("Link", out var links) ? links.Single().Split('<', '>')[1] : null;
        return new Listed(
            [.. JsonNode.Parse(text)!.AsArray().Select(item => item!)],
            int.Parse(response.Headers.GetValues("Total-Count").Single(), CultureInfo.InvariantCulture),
            next);
    }

    /// <summary>This page and all that follow.</summary>
    public static async Task<List<JsonNode>> FollowAsync(ApiHub hub, string path, string token)
    {
        var items = new List<JsonNode>();
        for (var next = (string?)path; next is not null;)
        {
            var page = await AskAsync(hub, next, token);
            items.AddRange(page.Items);
            next = page.Next;
        }

        return items;
    }
}
