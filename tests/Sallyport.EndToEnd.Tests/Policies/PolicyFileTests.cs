using Sallyport.EndToEnd.Tests.Clients;
using Sallyport.EndToEnd.Tests.Hubs;

namespace Sallyport.EndToEnd.Tests.Policies;

/// <summary>Access that rests on files alone, with the real command line, hub, agent and kubectl.</summary>
[Collection(SharedHubCollection.Name)]
public sealed class PolicyFileTests(SharedHub shared)
{
    [Fact]
    public async Task RoleAssignment_ItsFileDeletedAndApplied_NextKubectlRequestIsRefused()
    {
        var person = await shared.Hub.HireAsync("namespace-read-only", Scopes.Namespace("demo", "no-such-namespace"));
        var cli = await shared.Hub.SignedInAsync(shared.Hub.Admin);
        var owner = person.Name;
        using var folder = new Folder();
        folder.Write("projects/till.yaml", Project(owner));
        folder.Write("assignments/reader.yaml", Assignment(owner, person.Name));
        string[] files = ["-f", folder.Path, "-R", "--owner", owner, "--prune"];
        var kubectl = person.Kubectl("demo");

        (await cli.RunAsync(["validate", .. files, "--server"])).Succeeded();
        (await cli.RunAsync(["apply", .. files])).Succeeded().Output.Should().Contain($"RoleAssignment/{owner}-reader created");
        (await kubectl.RunAsync("get", "pods", "-n", "shop")).Succeeded().Output.Should().Contain("storefront");
        (await cli.RunAsync(["diff", .. files])).Succeeded().Output.Should().BeEmpty();

        folder.Delete("assignments/reader.yaml");
        var diff = await cli.RunAsync(["diff", .. files]);
        diff.ExitCode.Should().Be(1, "{0}", diff);
        diff.Output.Should().Contain($"--- hub: RoleAssignment/{owner}-reader").And.Contain("+++ /dev/null").And.Contain($"-user: {person.Name}");
        (await kubectl.RunAsync("get", "pods", "-n", "shop")).Succeeded();
        (await cli.RunAsync(["apply", .. files])).Succeeded().Output.Should().Contain($"RoleAssignment/{owner}-reader deleted");

        (await kubectl.RunAsync("get", "pods", "-n", "shop")).Refused("forbidden");
    }

    [Fact]
    public async Task RoleAssignment_OfAnOwner_IsNotChangedByHandAndComesBackFromAnExport()
    {
        var person = await shared.Hub.HireAsync("namespace-read-only", Scopes.Namespace("demo", "no-such-namespace"));
        var cli = await shared.Hub.SignedInAsync(shared.Hub.Admin);
        var owner = person.Name;
        using var folder = new Folder();
        folder.Write("a.yaml", Project(owner) + "---\n" + Assignment(owner, person.Name));
        (await cli.RunAsync("apply", "-f", folder.Path, "--owner", owner)).Succeeded();

        var assignments = (await shared.Hub.Api.AskAsync(HttpMethod.Get, $"/api/v1/assignments?user={person.Name}")).AsArray();
        var kept = assignments.Single(one => one!["owner"] is not null)!["id"]!.GetValue<string>();
        (await cli.RunAsync("assignments", "remove", kept)).Refused($"kept by the policy files of {owner}");
        (await cli.RunAsync("export", "--owner", owner, "--dir", folder.At("out"))).Succeeded().Output.Should().Contain("2 files");
        (await cli.RunAsync("diff", "-f", folder.At("out"), "-R", "--owner", owner, "--prune")).Succeeded();
    }

    [Fact]
    public async Task Diff_WithMistakes_SaysFileAndLineOfEachAndExitsAboveOne()
    {
        var cli = await shared.Hub.SignedInAsync(shared.Hub.Admin);
        using var folder = new Folder();
        folder.Write("a.yaml", Assignment("wrong", "nobody-of-that-name").Replace("namespace-read-only", "no-such-role", StringComparison.Ordinal));

        var diff = await cli.RunAsync("diff", "-f", folder.Path);

        diff.ExitCode.Should().Be(3, "{0}", diff);
        diff.Errors.Should().Contain("a.yaml:4:14: The role is not there").And.Contain("a.yaml:4:34: There is no user of that name");
    }

    [Fact]
    public async Task PolicyTest_AndPreview_TellWhatFilesWouldDoBeforeTheyDo()
    {
        var person = await shared.Hub.HireAsync("namespace-read-only", Scopes.Namespace("demo", "no-such-namespace"));
        var cli = await shared.Hub.SignedInAsync(shared.Hub.Admin);
        using var folder = new Folder();
        folder.Write("reader.yaml", Assignment(person.Name, person.Name));
        folder.Write(
            "tests.yaml",
            $"apiVersion: sallyport.dev/v1\nkind: PolicyTest\ncases:\n- as: {{user: {person.Name}}}\n  may: [get pods -n shop --cluster demo]\n  may-not: [exec -n shop --cluster demo]\n");

        var now = await cli.RunAsync("policy", "test", folder.At("tests.yaml"));
        var would = await cli.RunAsync("policy", "test", folder.At("tests.yaml"), "-f", folder.Path, "--owner", person.Name);
        var preview = await cli.RunAsync("apply", "-f", folder.Path, "--owner", person.Name, "--preview");

        now.ExitCode.Should().Be(1, "{0}", now);
        now.Output.Should().Contain($"tests.yaml:5:9: user {person.Name} may get pods -n shop --cluster demo: not so").And.Contain("1 passed, 1 failed");
        would.Succeeded().Output.Should().Contain("2 passed, 0 failed");
        preview.Succeeded().Output.Should().Contain("+ 1 person in 1 cluster get the role namespace-read-only").And.Contain(person.Name);
        (await person.Kubectl("demo").RunAsync("get", "pods", "-n", "shop")).Refused("forbidden");
    }

    private static string Project(string name) =>
        $"apiVersion: sallyport.dev/v1\nkind: Project\nmetadata: {{name: {name}}}\nspec:\n  scopes:\n  - kind: namespace\n    clusters: [demo]\n    namespaces: [shop]\n";

    private static string Assignment(string owner, string user) =>
        $"apiVersion: sallyport.dev/v1\nkind: RoleAssignment\nmetadata: {{name: {owner}-reader}}\nspec: {{role: namespace-read-only, user: {user}, scope: {{kind: namespace, clusters: [demo], namespaces: [shop]}}}}\n";

    private sealed class Folder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("sallyport-files").FullName;

        public string At(string name) => System.IO.Path.Combine(Path, name);

        public void Write(string name, string text)
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(At(name))!);
            File.WriteAllText(At(name), text);
        }

        public void Delete(string name) => File.Delete(At(name));

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
