using System.CommandLine;
using Sallyport.Cli.Commands;

namespace Sallyport.Cli.Policies.Testing;

/// <summary>
/// An action as people write it: <c>get pods -n shop --cluster prod-*</c>, as <c>can-i</c> takes it, with globs where cluster and
/// namespace stand, and with <c>exec</c>, <c>attach</c> and <c>port-forward</c> for verbs.
/// </summary>
internal static class TestAction
{
    public static (AskedAction Action, string? Cluster)? Read(string text, out string problem)
    {
        var arguments = new ActionArguments();
        var cluster = new Option<string?>("--cluster", "-c");
        var command = new Command("case") { cluster };
        arguments.AddTo(command);
        var parsed = command.Parse(Plain(text));
        problem = parsed.Errors.Count > 0 ? $"\"{text}\" is no action, as 'get pods -n shop --cluster prod-*': {parsed.Errors[0].Message}" : "";
        return problem.Length > 0 ? null : (arguments.Read(parsed), parsed.GetValue(cluster));
    }

    /// <summary>What people do is another verb on a sub-resource to Kubernetes.</summary>
    private static string[] Plain(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var subresource = words is [var verb, ..] ? verb switch { "exec" => "exec", "attach" => "attach", "port-forward" => "portforward", _ => null } : null;
        if (subresource is null)
        {
            return words;
        }

        // exec pods, exec pods/web, exec web: all of it is about pods.
        var name = words.Length > 1 && !words[1].StartsWith('-') ? words[1] : "pods";
        var resource = name.StartsWith("pods", StringComparison.Ordinal) || name.StartsWith("pod/", StringComparison.Ordinal) ? name.Replace("pod/", "pods/", StringComparison.Ordinal) : $"pods/{name}";
        return ["create", resource, "--subresource", subresource, .. words.Skip(words.Length > 1 && name == words[1] ? 2 : 1)];
    }
}
