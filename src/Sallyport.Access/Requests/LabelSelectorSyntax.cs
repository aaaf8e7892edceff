using System.Text.RegularExpressions;

namespace Sallyport.Access.Requests;

/// <summary>
/// Whether a label selector is surely one that kube-apiserver can read. It matters beside a field selector that names
/// an object: when any list option cannot be read, kube-apiserver forgets that name.
/// </summary>
internal static partial class LabelSelectorSyntax
{
    private const string Prefix = @"(?:(?=[a-z0-9.-]{1,253}/)[a-z0-9]+(?:-+[a-z0-9]+)*(?:\.[a-z0-9]+(?:-+[a-z0-9]+)*)*/)?";
    private const string Part = @"(?=[A-Za-z0-9_.-]{1,63}(?![A-Za-z0-9_.-]))[A-Za-z0-9]+(?:[_.-]+[A-Za-z0-9]+)*";
    private const string Values = @" *\( *" + Part + " *(?:, *" + Part + @" *)*\)";

    // No two of its runs of spaces stand side by side, and what is read stays read: otherwise a selector could be made
    // that has an exponential number of ways to fail.
    private const string Requirement =
        "(?> *(?:! *" + Prefix + Part + "|" + Prefix + Part + "(?: *(?:==?|!=)(?: *" + Part + ")?| +(?:not)?in" + Values + ")?) *)";

    /// <summary>Whether every requirement is of a form that is known to be read.</summary>
    public static bool IsPlain(string selector) => Plain().IsMatch(selector);

    [GeneratedRegex(@"\A(?:" + Requirement + "(?:," + Requirement + @")*)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();
}
