using System.Runtime.CompilerServices;
using Sallyport.Cli.Policies.Shapes;

namespace Sallyport.Cli.Tests.Policies;

public sealed class PolicySchemaTests
{
    [Fact]
    public void Schema_InTheRepository_IsWhatTheCommandPrints()
    {
        using var printed = new StringWriter();
        SallyportCommand.Create().Parse("schema").Invoke(new() { Output = printed });
        var written = printed.ToString().ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable("SALLYPORT_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(Document(), written);
        }

        File.ReadAllText(Document()).ReplaceLineEndings("\n").Should().Be(
            written, "docs/policy.schema.json is generated; run this test with SALLYPORT_UPDATE_GOLDEN=1 to write it anew");
    }

    [Fact]
    public void Schema_OfEveryKind_NamesItsMembersAndNoOthers()
    {
        var kinds = PolicySchema.Write()["allOf"]!.AsArray();

        kinds.Should().HaveCount(PolicyShapes.Specs.Count);
        kinds.Select(kind => kind!["then"]!["properties"]!["spec"]!["additionalProperties"]!.GetValue<bool>()).Should().OnlyContain(more => !more);
    }

    private static string Document([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "../../../docs/policy.schema.json");
}
