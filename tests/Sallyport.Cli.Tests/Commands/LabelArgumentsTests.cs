using Sallyport.Cli.Commands;

namespace Sallyport.Cli.Tests.Commands;

public sealed class LabelArgumentsTests
{
    [Fact]
    public void ReadChange_SetAndTakeAway_KeepsBoth() =>
        LabelArguments.ReadChange(["env=prod", "team-", "note=a=b"]).Should().Equal(
            new Dictionary<string, string?> { ["env"] = "prod", ["team"] = null, ["note"] = "a=b" });

    [Theory]
    [InlineData("env")]
    [InlineData("=prod")]
    [InlineData("-")]
    public void ReadChange_NotALabel_SaysHowToWriteOne(string label) =>
        FluentActions.Invoking(() => LabelArguments.ReadChange([label])).Should().Throw<CommandException>().WithMessage("*key=value*");

    [Fact]
    public void ReadSet_TakingAway_IsRefusedForANewCluster() =>
        FluentActions.Invoking(() => LabelArguments.ReadSet(["env-"])).Should().Throw<CommandException>();
}
