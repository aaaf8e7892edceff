using System.Text.Json.Nodes;

namespace Sallyport.Hub.Tests.Api;

/// <summary>The API of <c>shell: listed-commands</c>.</summary>
public sealed class ListedCommandsSettingTests
{
    [Fact]
    public async Task Setting_WithCommands_IsShownAndWarnedOf()
    {
        await using var hub = await ApiHub.StartAsync();
        var admin = await hub.TokenAsync("admin");

        var set = await hub.AskAsync("PUT", "/api/v1/settings/shell", admin, """{"value":"listed-commands","commands":["ls","sh -c *","cat /var/log/*"]}""");
        set.Status.Should().Be(200);
        set.Answer!["warnings"]!.AsArray().Should().ContainSingle().Which!.GetValue<string>().Should().Contain("sh -c *");

        var shell = (await hub.AskAsync("GET", "/api/v1/settings", await hub.TokenAsync("developer"))).Answer!["shell"]!;
        ((string?)shell["value"]).Should().Be("listed-commands");
        Texts(shell["commands"]).Should().Equal("ls", "sh -c *", "cat /var/log/*");

        await hub.AskAsync(
            "PUT", "/api/v1/settings/shell", admin, """{"value":"listed-commands","commands":["ps"],"place":{"kind":"namespace","namespaces":["shop"]}}""");
        shell = (await hub.AskAsync("GET", "/api/v1/settings", admin)).Answer!["shell"]!;
        Texts(shell["exceptions"]![0]!["commands"]).Should().Equal("ps");
        await hub.AskAsync("PUT", "/api/v1/settings/shell", admin, """{"value":"blocked"}""");
        (await hub.AskAsync("GET", "/api/v1/settings", admin)).Answer!["shell"]!.AsObject().Should().NotContain(member => member.Key == "commands" && member.Value != null);
    }

    [Fact]
    public async Task Setting_Changed_IsAuditedWithTheCommands()
    {
        await using var hub = await ApiHub.StartAsync();
        var admin = await hub.TokenAsync("admin");
        await hub.AskAsync("PUT", "/api/v1/settings/shell", admin, """{"value":"listed-commands","commands":["ls"]}""");
        await hub.AskAsync("PUT", "/api/v1/settings/shell", admin, """{"value":"listed-commands","commands":["ps -ef"]}""");

        var changes = new List<string>();
        await Storage.Eventually.TrueAsync(async () =>
        {
            var events = (await hub.AskAsync("GET", "/api/v1/audit?after=0&user=admin", admin)).Answer!["events"]!.AsArray();
            changes = [.. events.Select(e => (string?)e!["change"]).OfType<string>()];
            return changes.Count == 2;
        });
        changes[^1].Should().Contain("shell is listed-commands (\"ps -ef\") for everyone").And.Contain("before: listed-commands (\"ls\")");
    }

    [Theory]
    [InlineData("""{"value":"listed-commands"}""", "needs commands")]
    [InlineData("""{"value":"listed-commands","commands":[]}""", "needs commands")]
    [InlineData("""{"value":"listed-commands","commands":["ls","* x"]}""", "begins with the program")]
    [InlineData("""{"value":"listed-commands","commands":["ls ** x"]}""", "not its last word")]
    [InlineData("""{"value":"listed-commands","commands":["ls\n-l"]}""", "one line")]
    [InlineData("""{"value":"allowed","commands":["ls"]}""", "listed-commands")]
    [InlineData("""{"value":"listed commands","commands":["ls"]}""", "blocked or listed-commands or allowed")]
    public async Task Mistake_InTheCommands_IsAnsweredInWords(string body, string sentence)
    {
        await using var hub = await ApiHub.StartAsync();

        var answer = await hub.AskAsync("PUT", "/api/v1/settings/shell", await hub.TokenAsync("admin"), body);

        answer.Status.Should().Be(400);
        answer.Answer!.ToJsonString().Should().Contain(sentence);
    }

    [Theory]
    [InlineData("secrets")]
    [InlineData("port-forward")]
    public async Task Setting_OfAnotherCapability_HasNoListedCommands(string setting)
    {
        await using var hub = await ApiHub.StartAsync();

        (await hub.AskAsync("PUT", $"/api/v1/settings/{setting}", await hub.TokenAsync("admin"), """{"value":"listed-commands","commands":["ls"]}"""))
            .Status.Should().Be(400);
    }

    [Fact]
    public async Task Setting_ForATime_NeedsTheListWithoutAnEndChangedFirst()
    {
        await using var hub = await ApiHub.StartAsync();
        var admin = await hub.TokenAsync("admin");
        var until = DateTimeOffset.UtcNow.AddHours(1).ToString("O");
        await hub.AskAsync("PUT", "/api/v1/settings/shell", admin, """{"value":"listed-commands","commands":["ls"]}""");

        foreach (var wider in new[] { """{"value":"allowed","expires":"UNTIL"}""", """{"value":"listed-commands","commands":["ps"],"expires":"UNTIL"}""" })
        {
            (await hub.AskAsync("PUT", "/api/v1/settings/shell", admin, wider.Replace("UNTIL", until))).Status.Should().Be(409);
        }

        (await hub.AskAsync("PUT", "/api/v1/settings/shell", admin, $$"""{"value":"blocked","expires":"{{until}}"}""")).Status.Should().Be(200);
    }

    private static IEnumerable<string> Texts(JsonNode? list) => list!.AsArray().Select(text => text!.GetValue<string>());
}
