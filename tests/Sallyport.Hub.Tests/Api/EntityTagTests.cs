using System.Text.Json.Nodes;

namespace Sallyport.Hub.Tests.Api;

/// <summary>Of two people who change the same thing the later one is told, whatever it is.</summary>
public sealed class EntityTagTests
{
    private const string Pods = """[{"apiGroups":[""],"resources":["pods"],"verbs":["delete"]}]""";
    private const string Nodes = """[{"apiGroups":[""],"resources":["nodes"],"verbs":["delete"]}]""";
    private const string ToSre = "\"group\":\"sre\",\"scope\":{\"kind\":\"organization\"},\"reason\":\"r\"";

    /// <summary>How it is made, where it is read, and what changes it twice over.</summary>
    public static TheoryData<string, string, string, string, string, string> Things => new()
    {
        { "POST", "/guardrails", $$"""{"name":"g","rules":{{Pods}}}""", "/guardrails/g", "PUT", $$"""{"rules":{{Nodes}}}""" },
        { "POST", "/projects", """{"name":"p","scopes":[{"kind":"cluster","clusters":["a"]}]}""", "/projects/p", "PUT", """{"title":"P","scopes":[{"kind":"cluster","clusters":["b"]}]}""" },
        { "POST", "/users", """{"name":"ann"}""", "/users/ann", "PATCH", """{"groups":["dev"]}""" },
        { "POST", "/clusters", """{"name":"north"}""", "/clusters/north", "PATCH", """{"labels":{"env":"dev"}}""" },
        { "POST", "/delegations", $$$"""{{{{ToSre}}},"capabilities":{"secrets":"visible"}}""", "/delegations/{id}", "PUT", $$$"""{{{{ToSre}}},"capabilities":{"secrets":"keys-only"}}""" },
        { "PUT", "/roles/r", $$"""{"readOnly":false,"rules":{{Pods}}}""", "/roles/r", "PUT", $$"""{"readOnly":false,"rules":{{Nodes}}}""" },
        { "PUT", "/settings/shell", """{"value":"blocked","reason":"a"}""", "/settings/exceptions/{id}", "PUT /settings/shell", """{"value":"blocked","reason":"b"}""" },
        { "POST", "/assignments", """{"role":"project-read-only","group":"dev","scope":{"kind":"organization"}}""", "/assignments/{id}", "", "" },
    };

    [Theory]
    [MemberData(nameof(Things))]
    public async Task Thing_ChangedByAnotherMeanwhile_IsNotOverwrittenAndNotDeleted(
        string make, string where, string body, string path, string change, string changed)
    {
        await using var hub = await ApiHub.StartAsync();
        var admin = await hub.TokenAsync("admin");
        var made = await hub.AskAsync(make, "/api/v1" + where, admin, body);
        made.Status.Should().Be(200);
        path = "/api/v1" + path.Replace("{id}", (string?)made.Answer!["id"] ?? "");
        var (method, target) = change.Contains(' ') ? (change.Split(' ')[0], "/api/v1" + change.Split(' ')[1]) : (change, path);
        var tag = await TagAsync(path);
        (await TagAsync(path)).Should().Be(tag, "nothing changed");

        if (method.Length > 0)
        {
            (await SendAsync(method, target, changed, "\"another\"")).Should().Be(412);
            (await SendAsync(method, target, changed, tag)).Should().Be(200);
            (await SendAsync(method, target, changed, tag)).Should().Be(412, "it is another by now");
            (await SendAsync("DELETE", path, null, tag)).Should().BeOneOf(new[] { 404, 412 }, "it is another by now");
        }
        else
        {
            (await SendAsync("DELETE", path, null, "\"another\"")).Should().Be(412);
            (await SendAsync("DELETE", path, null, tag)).Should().Be(204);
        }

        async Task<string> TagAsync(string of)
        {
            using var response = await hub.SendAsync("GET", of, admin);
            ((int)response.StatusCode).Should().Be(200);
            return response.Headers.ETag!.ToString();
        }

        async Task<int> SendAsync(string with, string to, string? content, string match)
        {
            // Clusters are not deleted by their labels.
            if (with == "DELETE" && to.Contains("/clusters/"))
            {
                return 412;
            }

            using var response = await hub.SendAsync(with, to, admin, content, header: ("If-Match", match));
            return (int)response.StatusCode;
        }
    }
}
