namespace Sallyport.Hub.Console.Kubectl.Parsing;

/// <summary>What a shell would make of a character that stands outside quotes, and why it is not done here.</summary>
internal static class ShellSyntax
{
    /// <summary>The sentence for what stands there; null where it is an ordinary character.</summary>
    public static string? Refusal(string line, int at) => line[at] switch
    {
        '|' when Next(line, at) == '|' => "several commands in one line are not run here: give them one by one.",
        '|' => "there are no pipes here, for there is no shell: select with -l, --field-selector or -o jsonpath, or use the search of this terminal.",
        '>' => "nothing can be written to a file from here: copy the output, or download it from the object's page.",
        '<' => "nothing can be read from a file here.",
        '&' when Next(line, at) == '&' => "several commands in one line are not run here: give them one by one.",
        '&' => "nothing runs in the background here: open a second terminal instead.",
        ';' or '\n' => "several commands in one line are not run here: give them one by one.",
        _ => Expansion(line, at),
    };

    /// <summary>The same for what a shell expands even inside double quotes.</summary>
    public static string? Expansion(string line, int at) => line[at] switch
    {
        '`' => "there is no command substitution here: put the value in yourself.",
        '$' when Next(line, at) == '(' => "there is no command substitution here: put the value in yourself.",
        '$' when Next(line, at) is '{' or '_' || char.IsAsciiLetterOrDigit(Next(line, at)) =>
            "there are no variables here: put the value in yourself, or quote the word with ' if the $ is meant.",
        _ => null,
    };

    private static char Next(string line, int at) => at + 1 < line.Length ? line[at + 1] : '\0';
}
