using Sallyport.Cli.Commands;

namespace Sallyport.Cli.Tests.Commands;

public sealed class DocumentFileTests
{
    [Theory]
    [InlineData("readOnly: true\nrules:\n- apiGroups: [\"\"]\n  verbs: [get, '*']\n", """{"readOnly":true,"rules":[{"apiGroups":[""],"verbs":["get","*"]}]}""")]
    [InlineData("""{"readOnly": false, "title": "true", "rules": []}""", """{"readOnly":false,"title":"true","rules":[]}""")]
    [InlineData("title: 'yes'\nnothing:\n", """{"title":"yes","nothing":null}""")]
    public void Read_AFile_SaysWhatItHolds(string text, string json) => Read(text).Should().Be(json);

    [Theory]
    [InlineData("- a\n- b\n", "holds no YAML mapping")]
    [InlineData("", "holds no YAML mapping")]
    [InlineData("a: [", "line ")]
    [InlineData("{", "line ")]
    [InlineData("{a: b", "line ")]
    [InlineData("a: {b: [c,", "line ")]
    [InlineData("a: *\n", "line 1")]
    [InlineData("a: &x b\nc: *x\n", "quote texts that begin with *")]
    public void Read_AMistake_SaysWhatIsWrong(string text, string said) =>
        FluentActions.Invoking(() => Read(text)).Should().Throw<CommandException>().WithMessage($"*{said}*");

    [Fact]
    public void Read_NoFile_NamesIt() =>
        FluentActions.Invoking(() => DocumentFile.Read("/nowhere/role.yaml")).Should().Throw<CommandException>().WithMessage("/nowhere/role.yaml cannot be read*");

    private static string Read(string text)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, text);
            return DocumentFile.Read(file).ToJsonString();
        }
        finally
        {
            File.Delete(file);
        }
    }
}
