using System.Text;

namespace Sallyport.EndToEnd.Tests.Running;

/// <summary>How a process ended and what it said.</summary>
internal sealed record ProcessResult(string CommandLine, int ExitCode, byte[] OutputBytes, string Errors)
{
    public string Output => Encoding.UTF8.GetString(OutputBytes);

    /// <summary>This result, if the process succeeded.</summary>
    public ProcessResult Succeeded()
    {
        ExitCode.Should().Be(0, "this should have worked: {0}", this);
        return this;
    }

    /// <summary>This result, if the process failed saying all of the phrases on its standard error.</summary>
    public ProcessResult Refused(params string[] saying)
    {
        ExitCode.Should().NotBe(0, "this should have been refused: {0}", this);
        foreach (var phrase in saying)
        {
            Errors.Should().ContainEquivalentOf(phrase, "the refusal should say so: {0}", this);
        }

        return this;
    }

    // Braces would be placeholders in the reasons above.
    public override string ToString() =>
        $"$ {CommandLine}\nexit code {ExitCode}\n{Head(Output)}\n{Head(Errors)}".Replace('{', '(').Replace('}', ')');

    private static string Head(string text) => text.Length <= 4000 ? text : text[..4000] + "...";
}
