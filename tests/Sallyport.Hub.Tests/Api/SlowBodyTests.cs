using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Sallyport.Hub.Policy;

namespace Sallyport.Hub.Tests.Api;

/// <summary>A right is asked for when a change is made, and not only when its sender began to speak.</summary>
public sealed class SlowBodyTests
{
    private const string Body = """{"name":"accomplice"}""";

    [Theory]
    [InlineData("""{"disabled":true}""", "401")]
    [InlineData("", "403")]
    [CatalogueRow(235)]
    public async Task Change_WhoseSenderLostTheRightBeforeItsBodyEnded_IsRefused(string change, string status)
    {
        await using var hub = await ApiHub.StartAsync();
        var admin = await hub.TokenAsync("admin");
        var leaving = await hub.TokenAsync("leaving", "organization-admin");
        using var connection = new TcpClient();
        await connection.ConnectAsync(hub.Address.Host, hub.Address.Port, TestContext.Current.CancellationToken);
        await using var stream = connection.GetStream();
        await SendAsync(stream, $"POST /api/v1/users HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {leaving}\r\n"
            + $"Content-Type: application/json\r\nContent-Length: {Body.Length}\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n");
        using var answer = new StreamReader(stream, Encoding.Latin1);
        // The hub has let the request in and waits for its body.
        (await answer.ReadLineAsync(TestContext.Current.CancellationToken)).Should().Contain("100");

        await (change.Length > 0
            ? hub.AskAsync("PATCH", "/api/v1/users/leaving", admin, change)
            : DemoteAsync(hub, admin));
        await SendAsync(stream, Body);

        (await answer.ReadToEndAsync(TestContext.Current.CancellationToken)).Should().Contain($"HTTP/1.1 {status}");
        hub.Services.GetRequiredService<PolicySource>().Current.Document.Users.Should().NotContain(user => user.Name == "accomplice");
    }

    private static async Task DemoteAsync(ApiHub hub, string admin)
    {
        var assignment = hub.Services.GetRequiredService<PolicySource>().Current.Document.Assignments.Single(a => a.Subject.Name == "leaving");
        (await hub.AskAsync("DELETE", $"/api/v1/assignments/{assignment.Id}", admin)).Status.Should().Be(204);
    }

    private static async Task SendAsync(NetworkStream stream, string text) => await stream.WriteAsync(Encoding.ASCII.GetBytes(text));
}
