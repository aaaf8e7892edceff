using System.Text.Json.Nodes;

namespace Sallyport.Hub.Tests.Api;

/// <summary>Whatever goes wrong is answered as a problem (RFC 9457), by which a program and a person know what it was.</summary>
public sealed class ProblemTests
{
    private const string Json = "application/json";

    public static TheoryData<string, string, string, string?, string, int> Mistakes => new()
    {
        { "nobody", "GET", "/api/v1/me", null, Json, 401 },
        { "wrong", "GET", "/api/v1/me", null, Json, 401 },
        { "developer", "GET", "/api/v1/users", null, Json, 403 },
        { "developer", "POST", "/api/v1/users", """{"name":"eve"}""", Json, 403 },
        { "admin", "GET", "/api/v1/nothing", null, Json, 404 },
        { "admin", "GET", "/api/v2/users", null, Json, 404 },
        { "admin", "GET", "/api/", null, Json, 404 },
        { "admin", "GET", "/api/v1/roles/nobody-has-this", null, Json, 404 },
        { "admin", "DELETE", "/api/v1/assignments/x", null, Json, 404 },
        { "admin", "PUT", "/api/v1/users", "{}", Json, 404 },
        { "admin", "OPTIONS", "/api/v1/users", null, Json, 404 },
        { "nobody", "PUT", "/api/v1/users", "{}", Json, 401 },
        { "admin", "POST", "/api/v1/users", """{"name":"developer"}""", Json, 409 },
        { "admin", "POST", "/api/v1/users", """{"name":"eve"}""", "text/plain", 415 },
        { "admin", "POST", "/api/v1/users", "{", Json, 400 },
        { "admin", "POST", "/api/v1/users", "null", Json, 400 },
        { "admin", "POST", "/api/v1/users", """{"nome":"eve"}""", Json, 400 },
        { "admin", "POST", "/api/v1/users", """{"name":"eve","name":"eve"}""", Json, 400 },
        { "admin", "POST", "/api/v1/users", """{"name":"-"}""", Json, 400 },
        { "admin", "POST", "/api/v1/assignments", """{"role":"project-admin","user":"developer","scope":{"kind":"cluster","clusters":[null]}}""", Json, 400 },
        { "admin", "POST", "/api/v1/projects", """{"name":"p","scopes":[{"kind":"namespace","namespaces":["a",null]}]}""", Json, 400 },
        { "admin", "PUT", "/api/v1/settings/secrets", """{"value":"hidden","place":{"kind":"cluster","clusters":[null]}}""", Json, 400 },
        { "admin", "PUT", "/api/v1/providers/corp", """{"issuer":"https://id.example","clientId":"x","groups":{"a":null}}""", Json, 400 },
        { "admin", "PUT", "/api/v1/workload-issuers/ci", """{"issuer":"https://ci.example","audience":"x","rules":[null]}""", Json, 400 },
        { "admin", "PUT", "/api/v1/workload-issuers/ci", """{"issuer":"https://ci.example","audience":"x","rules":[{"user":"bot","claims":{"sub":null}}]}""", Json, 400 },
        { "admin", "PUT", "/api/v1/workload-issuers/ci", """{"issuer":"https://ci.example","audience":"x","rules":[],"jwks":{"keys":[],"keys":[]}}""", Json, 400 },
        { "admin", "POST", "/api/v1/users", "large", Json, 413 },
        { "admin", "GET", "/api/v1/users?nonsense=1", null, Json, 400 },
        { "admin", "GET", "/api/v1/audit?limit=-1", null, Json, 400 },
        { "nobody", "POST", "/api/v1/oauth/token", "{}", Json, 415 },
        { "nobody", "POST", "/api/v1/setup", """{"token":"x","name":"eve"}""", Json, 403 },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task Mistake_OfAnyKind_IsAnsweredAsAProblem(string who, string method, string path, string? body, string contentType, int expected)
    {
        await using var hub = await ApiHub.StartAsync();
        var token = who switch
        {
            "nobody" => null,
            "wrong" => "spt_wrong",
            _ => await hub.TokenAsync(who),
        };

        using var response = await hub.SendAsync(method, path, token, body == "large" ? $$"""{"name":"{{new string('x', 100_000)}}"}""" : body, contentType);

        ((int)response.StatusCode).Should().Be(expected);
        response.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        problem["status"]!.GetValue<int>().Should().Be(expected);
        problem["title"]!.GetValue<string>().Should().NotBeEmpty();
        problem["detail"]!.GetValue<string>().Should().EndWith(".");
    }

    [Fact]
    public async Task Mistakes_ThatAreSeveral_AreToldOneByOneToo()
    {
        await using var hub = await ApiHub.StartAsync();

        var (_, problem) = await hub.AskAsync("PUT", "/api/v1/roles/reader", await hub.TokenAsync("admin"), """{"readOnly":true,"title":"","rules":[{"verbs":["look"]}]}""");

        var sentences = problem!["sentences"]!.AsArray().Select(one => one!.GetValue<string>()).ToList();
        sentences.Should().HaveCount(4).And.Contain(one => one.StartsWith("rules[0] has no verb \"look\"", StringComparison.Ordinal));
        problem["detail"]!.GetValue<string>().Should().Be(string.Join(' ', sentences));
    }
}
