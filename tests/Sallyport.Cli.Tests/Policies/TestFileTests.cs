using Sallyport.Cli.Policies.Reading;
using Sallyport.Cli.Policies.Testing;

namespace Sallyport.Cli.Tests.Policies;

/// <summary>Cases are written as people say them, and become what the hub is asked.</summary>
public sealed class TestFileTests
{
    private const string Head = "apiVersion: sallyport.dev/v1\nkind: PolicyTest\ncases:\n";

    [Theory]
    [InlineData("get pods -n shop", "get|pods|||shop|")]
    [InlineData("list deployments.apps --cluster prod-*", "list|deployments||||prod-*")]
    [InlineData("get pods/log -n prod-*", "get|pods|log||prod-*|")]
    [InlineData("exec -n prod-*", "create|pods|exec||prod-*|")]
    [InlineData("exec pods/web -n shop", "create|pods|exec|web|shop|")]
    [InlineData("exec web -n shop -c demo", "create|pods|exec|web|shop|demo")]
    [InlineData("port-forward pods", "create|pods|portforward|||")]
    [InlineData("get secrets/db-password -n shop", "get|secrets||db-password|shop|")]
    public void Read_OfAnAction_IsWhatKubernetesCallsIt(string action, string expected)
    {
        var read = TestAction.Read(action, out _);

        read.Should().NotBeNull();
        var (asked, cluster) = read!.Value;
        $"{asked.Verb}|{asked.Resource}|{asked.Subresource}|{asked.Name}|{asked.Namespace}|{cluster}".Should().Be(expected);
    }

    [Fact]
    public void Read_OfAFile_GivesACaseForEachAction()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("tests.yaml", Head + "- as: {group: dev}\n  may: [get pods -n shop]\n  may-not:\n  - exec -n prod-*\n  - get secrets\n  because: no shells\n");

        var problems = new List<PolicyProblem>();
        var cases = TestFile.Read([file], problems);

        problems.Should().BeEmpty();
        cases.Select(one => $"{one.At.Line} {one.Words} {one.Because}").Should().Equal(
            "5 group dev may get pods -n shop no shells", "7 group dev may not exec -n prod-* no shells", "8 group dev may not get secrets no shells");
        cases.Select(one => one.Asked.Allowed).Should().Equal(true, false, false);
    }

    [Theory]
    [InlineData("- as: {group: dev, user: ada}\n  may: [get pods]\n", "4:7: as names a user, a group or groups")]
    [InlineData("- as: {group: dev}\n  may-nott: [get pods]\n", "5:3: cases[0] has no member may-nott (did you mean may-not?)")]
    [InlineData("- as: {group: dev}\n  may: [get]\n", "5:9: \"get\" is no action")]
    public void Read_OfAMistake_TellsItsPlace(string cases, string told)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("tests.yaml", Head + cases);

        var problems = new List<PolicyProblem>();
        TestFile.Read([file], problems);

        problems.Should().ContainSingle().Which.ToString().Should().Contain(told);
    }
}
