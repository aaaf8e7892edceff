using System.Text.Json.Nodes;

namespace Sallyport.Cli.Policies.Reading;

/// <summary>One object of a policy file.</summary>
/// <param name="File">The file, as it was named.</param>
/// <param name="Node">Where everything of it stands.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Json">As the hub takes it.</param>
internal sealed record PolicyDocument(string File, PolicyNode Node, string Kind, string Name, JsonObject Json)
{
    /// <summary>A problem with the member that a JSON pointer leads to.</summary>
    public PolicyProblem Problem(string pointer, string message) =>
        Node.At(pointer) is var at ? new PolicyProblem(File, at.Line, at.Column, message) : throw new InvalidOperationException();
}
