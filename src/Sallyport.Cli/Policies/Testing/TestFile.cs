using System.Text.Json.Nodes;
using Sallyport.Cli.Api;
using Sallyport.Cli.Policies.Reading;
using Sallyport.Cli.Policies.Shapes;

namespace Sallyport.Cli.Policies.Testing;

/// <summary>Reads files of cases.</summary>
internal static class TestFile
{
    /// <summary>Reads them; what is wrong is added to the problems.</summary>
    /// <exception cref="CommandException">A file cannot be read.</exception>
    public static IReadOnlyList<TestCase> Read(IEnumerable<string> paths, List<PolicyProblem> problems)
    {
        var cases = new List<TestCase>();
        foreach (var (file, text) in PolicySources.Read(paths, recursive: true))
        {
            foreach (var node in PolicyYaml.Read(file, text, problems))
            {
                var isObject = node is PolicyMap map && map["kind"] is PolicyText kind && PolicyShapes.Specs.ContainsKey(kind.Text);
                if (!isObject && new ShapeCheck(file, problems).Tests(node) is { } tests)
                {
                    foreach (var (i, one) in tests["cases"]!.AsArray().Index())
                    {
                        cases.AddRange(Cases(file, node, i, one!.AsObject(), problems));
                    }
                }
            }
        }

        return cases;
    }

    private static IEnumerable<TestCase> Cases(string file, PolicyNode document, int index, JsonObject one, List<PolicyProblem> problems)
    {
        var who = one["as"]!.AsObject();
        if (who.Count != 1)
        {
            var at = document.At($"/cases/{index}/as");
            problems.Add(new PolicyProblem(file, at.Line, at.Column, "as names a user, a group or groups: one of them."));
            yield break;
        }

        var (user, groups) = (who["user"]?.GetValue<string>(), who["group"] is { } group ? [group.GetValue<string>()] : Texts(who["groups"]));
        foreach (var (member, allowed) in new[] { ("may", true), ("may-not", false) })
        {
            foreach (var (i, action) in Texts(one[member]).Index())
            {
                var at = document.At($"/cases/{index}/{member}/{i}");
                if (TestAction.Read(action, out var problem) is { } read)
                {
                    yield return new TestCase(
                        file,
                        at,
                        $"{(user is not null ? $"user {user}" : $"group {string.Join(" and ", groups)}")} {(allowed ? "may" : "may not")} {action}",
                        one["because"]?.GetValue<string>(),
                        new PolicyCase(
                            read.Action.Verb, read.Action.Resource, allowed, user, user is null ? groups : null, read.Action.Group, read.Action.Subresource,
                            read.Action.Name, read.Action.Namespace, read.Cluster));
                }
                else
                {
                    problems.Add(new PolicyProblem(file, at.Line, at.Column, problem));
                }
            }
        }
    }

    private static string[] Texts(JsonNode? list) => [.. (list?.AsArray() ?? []).Select(text => text!.GetValue<string>())];
}
