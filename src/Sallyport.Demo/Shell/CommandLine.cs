namespace Sallyport.Demo.Shell;

/// <summary>A program with its arguments and where its input and output go.</summary>
internal sealed record Command(IReadOnlyList<string> Words)
{
    public string? Input { get; init; }

    public string? Output { get; init; }

    public bool Appends { get; init; }

    public bool JoinsError { get; init; }

    public string? Error { get; init; }
}

/// <summary>Programs joined by pipes, and on what of the one before it depends: <c>&amp;&amp;</c>, <c>||</c> or nothing.</summary>
internal sealed record Pipeline(string After, IReadOnlyList<Command> Commands);

/// <summary>Reads a command line into pipelines.</summary>
internal static class CommandLine
{
    public static List<Pipeline> Parse(IReadOnlyList<ShellWord> words)
    {
        List<Pipeline> script = [];
        List<Command> commands = [];
        Command current = new([]);
        string after = ";";
        for (int i = 0; i < words.Count; i++)
        {
            ShellWord word = words[i];
            if (!word.IsOperator)
            {
                current = current with { Words = [.. current.Words, word.Text] };
                continue;
            }

            switch (word.Text)
            {
                case "|":
                    commands.Add(Complete(current));
                    current = new Command([]);
                    break;
                case ";" or "&&" or "||" or "&":
                    Finish();
                    after = word.Text == "&" ? ";" : word.Text;
                    break;
                case "2>&1":
                    current = current with { JoinsError = true };
                    break;
                default:
                    string target = i + 1 < words.Count && !words[i + 1].IsOperator ? words[++i].Text
                        : throw new ShellException("syntax error: unexpected redirection");
                    current = word.Text switch
                    {
                        "<" => current with { Input = target },
                        ">" => current with { Output = target, Appends = false },
                        ">>" => current with { Output = target, Appends = true },
                        _ => current with { Error = target },
                    };
                    break;
            }
        }

        Finish();
        return script;

        void Finish()
        {
            if (commands.Count > 0 || current.Words.Count > 0)
            {
                commands.Add(Complete(current));
                script.Add(new Pipeline(after, commands));
                commands = [];
                current = new Command([]);
            }
        }
    }

    private static Command Complete(Command command) => command.Words.Count > 0 ? command
        : throw new ShellException("syntax error: a command is missing");
}
