using System.CommandLine;
using Sallyport.Cli.Api;
using Sallyport.Cli.Help;
using Sallyport.Cli.Output;
using Sallyport.Cli.Policies;
using Sallyport.Cli.Policies.Reading;
using Sallyport.Cli.Policies.Testing;

namespace Sallyport.Cli.Commands;

/// <summary>Holds the policy against cases.</summary>
internal static class PolicyCommand
{
    public static Command Create() => new("policy", "Test the policy") { Test() };

    private static Command Test()
    {
        var cases = new Argument<string[]>("CASES") { Description = "files of cases, or folders of them", Arity = ArgumentArity.OneOrMore };
        var files = new PolicyOptions();
        var output = OutputOption.Create();
        var command = new Command(
            "test",
            """
            Hold the policy against cases: who may and may not do what. With -f, the policy that these files would make.
            A case without a cluster is asked of every one; a glob in --cluster or -n of each that it matches. The exit code is 1 when one fails.
            """)
        {
            cases,
        };
        files.AddTo(command, required: false);
        command.Options.Add(output);
        return command.Answers(async (parsed, api, to, cancellation) =>
        {
            var errors = parsed.InvocationConfiguration.Error;
            var problems = new List<PolicyProblem>();
            var all = TestFile.Read(parsed.GetRequiredValue(cases), problems);
            await PolicyProblem.WriteAsync(problems, errors);
            var set = files.AreGiven(parsed) ? await files.ReadAsync(parsed) : new PolicyFileSet([], null, Prune: false, Adopt: false);
            if (problems.Count > 0 || set is null)
            {
                return ExitCodes.Failed;
            }

            var question = new PolicyTestQuestion(
                [.. all.Select(one => one.Asked)], files.AreGiven(parsed) ? [.. set.Documents.Select(document => document.Json)] : null, set.Owner, set.Prune, set.Adopt);
            if (await PolicyHub.SendAsync(
                api, "test", set, (question, ApiJson.Default.PolicyTestQuestion), ApiJson.Default.PolicyTestAnswer, errors, cancellation) is not { } answer)
            {
                return ExitCodes.Failed;
            }

            await (parsed.GetValue(output) == OutputFormat.Table ? WriteAsync(all, answer.Value, to) : Printer.DocumentAsync(answer.Json, parsed.GetValue(output), to));
            return answer.Value.Failed == 0 ? ExitCodes.Done : ExitCodes.No;
        }).Taught(
            """
            sallyport policy test access/tests.yaml
            sallyport policy test access/tests.yaml -f access/ -R --owner platform --prune
            """);
    }

    private static async Task WriteAsync(IReadOnlyList<TestCase> cases, PolicyTestAnswer answer, TextWriter to)
    {
        foreach (var (one, result) in cases.Zip(answer.Results).Where(pair => !pair.Second.Passed))
        {
            var where = result.Cluster is null ? "" : $" (in {(result.Namespace is null ? "" : $"namespace {result.Namespace} of ")}cluster {result.Cluster})";
            await to.WriteLineAsync(new PolicyProblem(one.File, one.At.Line, one.At.Column, $"{one.Words}: not so{where}. {result.Reason}{(one.Because is null ? "" : $" It should be so because: {one.Because}")}").ToString());
        }

        await to.WriteLineAsync($"{answer.Passed} passed, {answer.Failed} failed");
    }
}
