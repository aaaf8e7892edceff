using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Routing;
using Sallyport.Hub.Api;

namespace Sallyport.Hub.Tests.Api;

public sealed class DocumentationTests
{
    [Fact]
    public async Task Documentation_OfTheApi_NamesEveryEndpointAndNoOther()
    {
        await using var hub = await ApiHub.StartAsync();
        var endpoints = hub.Routes.Where(route => route.Metadata.GetMetadata<ApiEndpoint>() is not null)
            .Select(route => $"{route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Single()} {route.RoutePattern.RawText}");

        var rows = (await File.ReadAllLinesAsync(Documentation(), TestContext.Current.CancellationToken))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('`')[1]);

        rows.Should().BeEquivalentTo(endpoints);
    }

    private static string Documentation([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "../../../docs/api.md");
}
