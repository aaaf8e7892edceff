using Microsoft.Extensions.DependencyInjection;
using Sallyport.Access.Policy;
using Sallyport.Hub.Policy;
using Sallyport.Hub.Tests.Api;

namespace Sallyport.Hub.Tests.Attacks;

/// <summary>The API takes one bearer token and JSON, from wherever it comes, and believes nothing that a browser adds by itself.</summary>
public sealed class ApiDoorTests
{
    [Theory]
    [InlineData("null")]
    [InlineData("https://localhost.evil.example")]
    [InlineData("https://evillocalhost")]
    [InlineData("http://localhost")]
    [InlineData("https://localhost")]
    [CatalogueRow(225)]
    public async Task Origin_OfAnyKind_GetsNothingByIt(string origin)
    {
        await using var hub = await ApiHub.StartAsync();

        var preflight = await HeadAsync(hub, $"OPTIONS /api/v1/users HTTP/1.1\r\nHost: x\r\nOrigin: {origin}\r\nAccess-Control-Request-Method: POST\r\n\r\n");
        var answer = await HeadAsync(
            hub, $"GET /api/v1/me HTTP/1.1\r\nHost: x\r\nOrigin: {origin}\r\nAuthorization: Bearer {await hub.TokenAsync("admin")}\r\n\r\n");

        preflight.Should().StartWith("HTTP/1.1 4");
        answer.Should().StartWith("HTTP/1.1 200");
        (preflight + answer).Should().NotContain("Access-Control-");
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "name=eve")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\neve\r\n--b--\r\n")]
    [InlineData("text/plain", "{\"name\":\"eve\"}")]
    [CatalogueRow(226)]
    public async Task Form_OfAnotherSite_ChangesNothing(string contentType, string body)
    {
        await using var hub = await ApiHub.StartAsync();
        var admin = await hub.TokenAsync("admin");
        string Post(string credential) => $"POST /api/v1/users HTTP/1.1\r\nHost: x\r\n{credential}\r\nContent-Type: {contentType}\r\nContent-Length: {body.Length}\r\n\r\n{body}";

        (await HeadAsync(hub, Post($"Cookie: token={admin}; session={admin}; __Host-sallyport={admin}")))
            .Should().StartWith("HTTP/1.1 401", "a browser sends cookies by itself");
        (await HeadAsync(hub, Post($"Authorization: Bearer {admin}"))).Should().StartWith("HTTP/1.1 415", "another site's form is no JSON");

        hub.Services.GetRequiredService<PolicySource>().Current.Document.Users.Should().NotContain(user => user.Name == "eve");
    }

    [Theory]
    [InlineData("PATCH", "/api/v1/me", """{"role":"organization-admin"}""")]
    [InlineData("PUT", "/api/v1/me", """{"groups":["admins"]}""")]
    [InlineData("PATCH", "/api/v1/users/developer", """{"groups":["admins"]}""")]
    [InlineData("POST", "/api/v1/users/admin/tokens", "{}")]
    [InlineData("GET", "/api/v1/users/admin/tokens", null)]
    [InlineData("GET", "/api/v1/users/developer/tokens", null)]
    [InlineData("POST", "/api/v1/kubeconfig", """{"user":"admin"}""")]
    [InlineData("POST", "/api/v1/kubeconfig", """{"clusters":["nobodys"]}""")]
    [InlineData("POST", "/api/v1/can-i", """{"cluster":"north","verb":"get","resource":"pods","user":"admin"}""")]
    [InlineData("GET", "/api/v1/audit?user=admin", null)]
    [InlineData("GET", "/api/v1/audit?$filter=user eq 'admin'", null)]
    [CatalogueRow(239)]
    public async Task Developer_AskingForWhatIsNotTheirs_IsRefused(string method, string path, string? body)
    {
        await using var hub = await ApiHub.StartAsync();
        await hub.AskAsync("POST", "/api/v1/clusters", await hub.TokenAsync("admin"), """{"name":"north"}""");

        var (status, answer) = await hub.AskAsync(method, path, await hub.TokenAsync("developer"), body);

        status.Should().BeOneOf([400, 403, 404, 405], "{0} {1} got {2}", method, path, answer?.ToJsonString() ?? "");
    }

    [Theory]
    [InlineData("POST", "/api/v1/users", """{"name":"eve","role":"organization-admin"}""")]
    [InlineData("POST", "/api/v1/users", """{"name":"eve","organizationAdmin":true}""")]
    [InlineData("PATCH", "/api/v1/users/developer", """{"name":"admin"}""")]
    [InlineData("POST", "/api/v1/users/developer/tokens", """{"user":"admin"}""")]
    [InlineData("POST", "/api/v1/assignments", """{"role":"project-admin","user":"developer","scope":{"kind":"organization"},"id":"00000000-0000-0000-0000-000000000000"}""")]
    [InlineData("POST", "/api/v1/clusters", """{"name":"north","id":"00000000-0000-0000-0000-000000000000"}""")]
    [CatalogueRow(239)]
    public async Task Field_ThatIsNotAskedFor_IsRefusedEvenToAnAdmin(string method, string path, string body)
    {
        await using var hub = await ApiHub.StartAsync();

        (await hub.AskAsync(method, path, await hub.TokenAsync("admin"), body)).Status.Should().Be(400);
    }

    [Fact]
    [CatalogueRow(235)]
    public async Task Token_OfSomeoneDemoted_IsWorthWhatTheyAreNow()
    {
        await using var hub = await ApiHub.StartAsync();
        var admin = await hub.TokenAsync("admin");
        var token = await hub.TokenAsync("second", "organization-admin", Scope.Organization);
        (await hub.AskAsync("GET", "/api/v1/users", token)).Status.Should().Be(200);
        var assignment = hub.Services.GetRequiredService<PolicySource>().Current.Document.Assignments.Single(a => a.Subject.Name == "second");

        (await hub.AskAsync("DELETE", $"/api/v1/assignments/{assignment.Id}", admin)).Status.Should().Be(204);

        (await hub.AskAsync("GET", "/api/v1/users", token)).Status.Should().Be(403);
        (await hub.AskAsync("POST", "/api/v1/users", token, """{"name":"eve"}""")).Status.Should().Be(403);
        (await hub.AskAsync("PATCH", "/api/v1/users/second", admin, """{"disabled":true}""")).Status.Should().BeOneOf(200, 204);
        (await hub.AskAsync("GET", "/api/v1/me", token)).Status.Should().Be(401);
    }

    private static async Task<string> HeadAsync(ApiHub hub, string bytes)
    {
        await using var connection = new RawConnection(await RawSocket.ConnectAsync(hub.Address.Port));
        await connection.SendAsync(bytes);
        return await connection.HeadAsync();
    }
}
