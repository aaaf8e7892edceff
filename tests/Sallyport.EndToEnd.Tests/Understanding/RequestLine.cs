using System.Text.RegularExpressions;

namespace Sallyport.EndToEnd.Tests.Understanding;

/// <summary>A method and a request target, each character one byte on the wire.</summary>
internal sealed partial record RequestLine(string Method, string Target)
{
    /// <summary>Whether the answer may have no end of its own.</summary>
    public bool MayTrickle =>
        Target.Contains("watch", StringComparison.OrdinalIgnoreCase) || Target.Contains("follow", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a client would ask for an upgrade with it.</summary>
    public bool IsShell => Shell().IsMatch(Target);

    /// <summary>
    /// The same line with nothing to be afraid of: bodies are always empty, so nothing can be written, and what deletes says
    /// first that it only rehearses.
    /// </summary>
    public RequestLine Harmless()
    {
        if (!Method.Equals("DELETE", StringComparison.OrdinalIgnoreCase) || Target.Contains("?dryRun=All", StringComparison.Ordinal))
        {
            return this;
        }

        var mark = Target.IndexOf('?', StringComparison.Ordinal);
        return this with { Target = mark < 0 ? Target + "?dryRun=All" : Target.Insert(mark + 1, "dryRun=All&") };
    }

    [GeneratedRegex("/(exec|attach|portforward)(/|[?]|$)")]
    private static partial Regex Shell();
}
