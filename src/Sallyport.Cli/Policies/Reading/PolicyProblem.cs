namespace Sallyport.Cli.Policies.Reading;

/// <summary>Something wrong with a policy file, and where: the form that editors and CI systems know how to follow.</summary>
internal sealed record PolicyProblem(string File, int Line, int Column, string Message)
{
    public override string ToString() => $"{File}:{Line}:{Column}: {Output.Printer.Inert(Message)}";

    /// <summary>Writes all of them, file by file from the top.</summary>
    public static async Task WriteAsync(IEnumerable<PolicyProblem> problems, TextWriter to)
    {
        foreach (var problem in problems.OrderBy(problem => problem.File, StringComparer.Ordinal).ThenBy(problem => problem.Line).ThenBy(problem => problem.Column))
        {
            await to.WriteLineAsync(problem.ToString());
        }
    }
}
