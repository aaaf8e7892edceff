using Microsoft.Extensions.DependencyInjection;
using Sallyport.Hub.Audit;
using Sallyport.Hub.Tests.Storage;

namespace Sallyport.Hub.Tests.Gateway;

/// <summary>What is no HTTP is in the audit too, whichever door it came to: row 251.</summary>
public sealed class MalformedRequestTests(GatewayRig rig) : IClassFixture<GatewayRig>
{
    [Theory]
    [InlineData("kubernetes")]
    [InlineData("api")]
    [CatalogueRow(251)]
    public async Task Bytes_ThatAreNoRequest_AreWrittenDown(string source)
    {
        await using var connection = await rig.ConnectAsync(port: source == "api" ? rig.ConsolePort : rig.Port);

        await connection.SendAsync("this is no request\r\n\r\n");

        (await connection.HeadAsync()).Should().StartWith("HTTP/1.1 400");
        await Eventually.TrueAsync(async () =>
            (await rig.Services.GetRequiredService<AuditReader>().ReadLastAsync(new AuditQuery { Source = source, Allowed = false }, 10, CancellationToken.None))
                .Any(e => e.Json.Contains("\"method\"", StringComparison.Ordinal) is false && e.User.Length == 0));
    }
}
