using Sallyport.Cli.Policies.Reading;

namespace Sallyport.Cli.Tests.Policies;

/// <summary>Policy files are read whole, and every mistake in them is told with its place.</summary>
public sealed class PolicyDocumentsTests
{
    private const string Good = """
        apiVersion: sallyport.dev/v1
        kind: RoleAssignment
        metadata: {name: dev-shop}
        spec:
          role: namespace-read-only
          group: dev
          scope: {kind: namespace, namespaces: [shop]}
        """;

    public static TheoryData<string, string, string> Mistakes => new()
    {
        { "group: dev", "groop: dev", "6:3: spec has no member groop (did you mean group?)" },
        { "group: dev", "group: dev\n  group: ops", "7:3: group stands there twice; first in line 6." },
        { "group: dev", "group: true", "6:10: group is a text: put true into quotes." },
        { "group: dev", "group:", "6:9: group has no value" },
        { "group: dev", "group: [dev]", "6:10: group is a text." },
        { "group: dev", "group: *dev", "6:10: *dev refers to another part of the file" },
        { "[shop]", "shop", "7:40: namespaces is a list." },
        { "kind: namespace", "kind: namespaces", "7:17: kind cannot be namespaces (did you mean namespace?)" },
        { "role: namespace-read-only", "expires: tomorrow", "5:12: expires is a moment" },
        { "  role: namespace-read-only\n", "", "5:3: spec has no role." },
        { "name: dev-shop", "name: Dev_Shop", "3:18: name cannot be Dev_Shop" },
        { "kind: RoleAssignment", "kind: RoleAssigment", "2:7: There is no kind RoleAssigment (did you mean RoleAssignment?)" },
        { "sallyport.dev/v1", "sallyport.dev/v2", "1:13: apiVersion cannot be sallyport.dev/v2" },
        { "metadata: {name: dev-shop}", "metadata: {name: dev-shop", "This is no YAML" },
    };

    [Fact]
    public void Read_OfSeveralDocumentsInSeveralFolders_GivesAllOfThem()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.yaml", $"# nothing yet\n---\n{Good}\n---\n{Good.Replace("dev-shop", "other")}\n---\n");
        folder.Write("below/b.json", """{"apiVersion":"sallyport.dev/v1","kind":"Group","metadata":{"name":"dev"},"spec":{"members":["ada"]}}""");
        folder.Write("README.md", "not policy");

        var problems = new List<PolicyProblem>();
        var flat = PolicyDocuments.Read([folder.Path], recursive: false, problems);
        var deep = PolicyDocuments.Read([folder.Path], recursive: true, problems);

        problems.Should().BeEmpty();
        flat.Select(document => document.Name).Should().Equal("dev-shop", "other");
        deep.Select(document => document.Name).Should().Equal("dev-shop", "other", "dev");
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Read_OfAMistake_TellsItsPlace(string right, string wrong, string told)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("a.yaml", Good.Replace(right, wrong, StringComparison.Ordinal));

        var problems = new List<PolicyProblem>();
        PolicyDocuments.Read([file], recursive: false, problems);

        problems.Select(problem => problem.ToString()).Should().Contain(problem =>
            problem.StartsWith(file + ":", StringComparison.Ordinal) && problem.Contains(told, StringComparison.Ordinal));
    }

    [Fact]
    public void Read_OfManyMistakesInTwoFiles_TellsAllOfThem()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.yaml", Good.Replace("group", "groop"));
        folder.Write("b.yaml", Good.Replace("kind: namespace", "kind: namspace").Replace("role: ", "rolle: "));

        var problems = new List<PolicyProblem>();
        PolicyDocuments.Read([folder.Path], recursive: false, problems);

        problems.Should().HaveCount(4);
    }

    [Fact]
    public void Read_OfTheSameObjectTwice_NamesTheFirst()
    {
        using var folder = new TemporaryFolder();
        var first = folder.Write("a.yaml", Good);
        folder.Write("b.yaml", Good);

        var problems = new List<PolicyProblem>();
        PolicyDocuments.Read([folder.Path], recursive: false, problems);

        problems.Single().Message.Should().Be($"RoleAssignment dev-shop is in {first}:1 already.");
        problems.Single().Line.Should().Be(3);
    }
}
