using System.Text.Json;
using System.Text.Json.Nodes;
using Sallyport.Cli.Api;
using Sallyport.Cli.Output;

namespace Sallyport.Cli.Tests.Output;

public sealed class ListPrinterTests
{
    private int _asked;

    [Fact]
    public async Task Print_TableOfSeveralPages_HasOneHeaderAndItsColumns() =>
        (await PrintAsync(OutputFormat.Table, null, ["ada", "bob"], ["a-long-name"])).Should().Be("NAME   STATE\nada    active\nbob    active\na-long-name   active\n");

    [Theory]
    [InlineData(null, 3)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    public async Task Print_Json_IsOneArrayOfAllPagesUpToTheLimit(int? most, int expected)
    {
        var printed = await PrintAsync(OutputFormat.Json, most, ["ada", "bob"], ["cay"]);

        JsonNode.Parse(printed)!.AsArray().Should().HaveCount(expected);
    }

    [Fact]
    public async Task Print_Yaml_IsOneList() =>
        (await PrintAsync(OutputFormat.Yaml, null, ["ada"], ["bob"])).Split('\n').Where(line => line.StartsWith("- name:", StringComparison.Ordinal)).Should().HaveCount(2);

    [Theory]
    [InlineData(OutputFormat.Table, "Nobody.\n")]
    [InlineData(OutputFormat.Json, "[]\n")]
    [InlineData(OutputFormat.Yaml, "[]\n")]
    internal async Task Print_Nothing_SaysSo(OutputFormat format, string expected) => (await PrintAsync(format, null, [])).Should().Be(expected);

    [Fact]
    public async Task Print_UpToALimit_AsksForNoPageBeyondIt()
    {
        await PrintAsync(OutputFormat.Table, 2, ["ada", "bob"], ["cay"]);

        _asked.Should().Be(1);
    }

    private async Task<string> PrintAsync(OutputFormat format, int? most, params string[][] pages)
    {
        using var to = new StringWriter { NewLine = "\n" };
        await ListPrinter.PrintAsync(Pages(pages), most, format, to, "Nobody.", ["NAME", "STATE"], user => [user.Name, "active"]);
        return to.ToString();
    }

    private async IAsyncEnumerable<ApiAnswer<User[]>> Pages(string[][] pages)
    {
        foreach (var page in pages)
        {
            _asked++;
            await Task.Yield();
            var users = page.Select(name => new User(name, [], false)).ToArray();
            yield return new ApiAnswer<User[]>(users, JsonSerializer.Serialize(users, ApiJson.Default.UserArray));
        }
    }
}
