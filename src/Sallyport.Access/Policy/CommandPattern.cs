using System.Collections.Immutable;
using Sallyport.Access.Requests;

namespace Sallyport.Access.Policy;

/// <summary>
/// A command that a setting lists, as a pattern over its argument vector: <c>ls</c>, <c>cat /var/log/*</c>,
/// <c>jcmd 1 Thread.print</c>. Nothing of it goes through a shell; arguments are compared one by one, and case matters.
/// </summary>
/// <remarks>
/// Words are separated by spaces; quotes and a backslash take the meaning from what they hold. <c>*</c> stands for one or
/// more characters of one argument, but neither for a slash, a backslash or what does not show, nor for a leading dash, and
/// never so that the argument has a <c>.</c> or <c>..</c> in its path. <c>**</c> as the last word stands for any further arguments,
/// or none. The first word is the program and has no wildcard. What a listed program itself can do, running others
/// included, is not looked at.
/// </remarks>
public sealed class CommandPattern
{
    /// <summary>The longest pattern, in characters.</summary>
    public const int LongestText = 500;

    private const int MostWords = 64;

    private readonly ImmutableArray<ArgumentPattern> _arguments;
    private readonly bool _openEnd;

    private CommandPattern(string text, ImmutableArray<ArgumentPattern> arguments, bool openEnd) =>
        (Text, _arguments, _openEnd) = (text, arguments, openEnd);

    /// <summary>The pattern as it was written.</summary>
    public string Text { get; }

    /// <summary>The program's name or path.</summary>
    public string Program => _arguments[0].Literal;

    /// <summary>Whether anything in it is left to the caller.</summary>
    public bool HasWildcard => _openEnd || _arguments.Any(argument => argument.HasWildcard);

    /// <summary>Reads a pattern; false with a sentence when it is not one.</summary>
    public static bool TryParse(string text, out CommandPattern pattern, out string problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        pattern = null!;
        if (text.Length > LongestText || !SegmentGrammar.IsVisible(text))
        {
            problem = $"A command is one line of up to {LongestText} characters that all show.";
            return false;
        }

        if (!CommandWords.TryRead(text, out var words, out problem))
        {
            return false;
        }

        var openEnd = words.Count > 1 && words[^1].IsOpenEnd;
        ImmutableArray<ArgumentPattern> arguments = [.. openEnd ? words.SkipLast(1) : words];
        problem = arguments switch
        {
            [] => "A command has at least the program.",
            { Length: > MostWords } => $"The command \"{text}\" has more than {MostWords} words.",
            [{ HasWildcard: true }, ..] or [{ Literal: "" }, ..] => $"The command \"{text}\" begins with the program, in full: a wildcard there would be any program.",
            _ => arguments.Select(argument => argument.Problem).FirstOrDefault(found => found.Length > 0) is { } found
                ? $"The command \"{text}\" {found}."
                : "",
        };
        pattern = new CommandPattern(text, arguments, openEnd);
        return problem.Length == 0;
    }

    /// <summary>The argument vector that it is, where nothing is left to the caller; empty otherwise.</summary>
    public ImmutableArray<string> Words => HasWildcard ? [] : [.. _arguments.Select(argument => argument.Literal)];

    /// <summary>Whether the whole argument vector matches. Allocates nothing.</summary>
    public bool Matches(ImmutableArray<string> command)
    {
        if (_openEnd ? command.Length < _arguments.Length : command.Length != _arguments.Length)
        {
            return false;
        }

        for (var i = 0; i < _arguments.Length; i++)
        {
            if (!_arguments[i].Matches(command[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The pattern as it was written.</summary>
    public override string ToString() => Text;
}
