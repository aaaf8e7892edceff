using System.Text.Json.Nodes;

namespace Sallyport.Demo.Tests;

public sealed class WatchTests(DemoApi api) : IClassFixture<DemoApi>
{
    private const string Maps = "/api/v1/namespaces/default/configmaps";

    [Fact]
    public async Task Watch_FromAListsVersion_TellsWhatHappenedSince()
    {
        (_, JsonObject list) = await DemoApi.SendAsync(api.Admin, "GET", Maps);
        string version = list["metadata"]!["resourceVersion"]!.ToString();
        await DemoApi.SendAsync(api.Admin, "POST", Maps, Map("seen"));
        await DemoApi.SendAsync(api.Admin, "PATCH", Maps + "/seen", """{"data":{"a":"b"}}""", "application/merge-patch+json");
        await DemoApi.SendAsync(api.Admin, "DELETE", Maps + "/seen");

        List<JsonObject> events = await ReadAsync($"{Maps}?watch=true&resourceVersion={version}&fieldSelector=metadata.name%3Dseen", 3);

        events.Select(item => item["type"]!.ToString()).Should().Equal("ADDED", "MODIFIED", "DELETED");
    }

    [Fact]
    public async Task Watch_FromForgottenVersion_IsExpired()
    {
        List<JsonObject> events = await ReadAsync("/api/v1/pods?watch=true&resourceVersion=5", 1);

        events[0]["type"]!.ToString().Should().Be("ERROR");
        events[0]["object"]!["code"]!.GetValue<int>().Should().Be(410);
    }

    [Fact]
    public async Task Watch_WithInitialEvents_EndsThemWithABookmark()
    {
        (_, JsonObject list) = await DemoApi.SendAsync(api.Admin, "GET", "/api/v1/namespaces");
        List<JsonObject> events = await ReadAsync("/api/v1/namespaces?watch=true&sendInitialEvents=true" +
            "&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true", list["items"]!.AsArray().Count + 1);

        events[..^1].Should().OnlyContain(item => item["type"]!.ToString() == "ADDED");
        events[^1]["type"]!.ToString().Should().Be("BOOKMARK");
        events[^1]["object"]!["metadata"]!["annotations"]!["k8s.io/initial-events-end"]!.ToString().Should().Be("true");
    }

    [Fact]
    public async Task List_InPages_GivesEveryObjectOnce()
    {
        List<string> names = [];
        string next = "";
        do
        {
            (_, JsonObject page) = await DemoApi.SendAsync(api.Admin, "GET", $"/api/v1/pods?limit=4&continue={next}");
            names.AddRange(page["items"]!.AsArray().Select(item => item!["metadata"]!["name"]!.ToString()));
            next = page["metadata"]!["continue"]?.ToString() ?? "";
        }
        while (next.Length > 0);

        names.Should().OnlyHaveUniqueItems().And.HaveCountGreaterThan(15);
    }

    [Theory]
    [InlineData("POST", Maps, """{"metadata":{"name":"Not Valid"}}""", 422, "Invalid")]
    [InlineData("POST", Maps, """{"metadata":{"name":"kube-root-ca.crt"}}""", 409, "AlreadyExists")]
    [InlineData("POST", "/api/v1/namespaces/nowhere/configmaps", """{"metadata":{"name":"a"}}""", 404, "NotFound")]
    [InlineData("POST", Maps, "{not json", 400, "BadRequest")]
    [InlineData("PUT", Maps + "/kube-root-ca.crt", """{"metadata":{"name":"kube-root-ca.crt","resourceVersion":"1"}}""", 409, "Conflict")]
    [InlineData("GET", Maps + "/missing", null, 404, "NotFound")]
    [InlineData("GET", "/api/v1/pods?labelSelector=a%20b%20c", null, 400, "BadRequest")]
    [InlineData("GET", "/apis/nothing.example.com/v1/things", null, 404, "NotFound")]
    public async Task WrongRequest_GetsKubernetesOwnStatus(string method, string path, string? body, int code, string reason)
    {
        (int status, JsonObject answer) = await DemoApi.SendAsync(api.Admin, method, path, body);

        status.Should().Be(code);
        answer["kind"]!.ToString().Should().Be("Status");
        answer["reason"]!.ToString().Should().Be(reason);
    }

    [Fact]
    public async Task Apply_ByTheSameManager_TakesAwayWhatItNoLongerNames()
    {
        const string First = """{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"applied"},"data":{"a":"1","b":"2"}}""";
        const string Second = """{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"applied"},"data":{"a":"1"}}""";
        const string Other = """{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"applied"},"data":{"a":"9"}}""";

        (await ApplyAsync(First, "one")).Status.Should().Be(201);
        (_, JsonObject pruned) = await ApplyAsync(Second, "one");
        (int conflict, JsonObject refusal) = await ApplyAsync(Other, "two");

        pruned["data"]!.ToJsonString().Should().Be("""{"a":"1"}""");
        conflict.Should().Be(409);
        refusal["message"]!.ToString().Should().Contain("conflict with \"one\": .data.a");

        Task<(int Status, JsonObject Body)> ApplyAsync(string body, string manager) => DemoApi.SendAsync(
            api.Admin, "PATCH", $"{Maps}/applied?fieldManager={manager}", body, "application/apply-patch+yaml");
    }

    private static string Map(string name) => new JsonObject { ["metadata"] = new JsonObject { ["name"] = name } }.ToJsonString();

    private async Task<List<JsonObject>> ReadAsync(string path, int count)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        using Stream stream = await api.Admin.GetStreamAsync(path, patience.Token);
        using StreamReader reader = new(stream);
        List<JsonObject> events = [];
        while (events.Count < count && await reader.ReadLineAsync(patience.Token) is { } line)
        {
            events.Add((JsonObject)JsonNode.Parse(line)!);
        }

        return events;
    }
}
