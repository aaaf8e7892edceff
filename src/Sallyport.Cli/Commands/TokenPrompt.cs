using System.CommandLine;
using System.Text;

namespace Sallyport.Cli.Commands;

/// <summary>A token on the command line; better, from a pipe or a prompt that does not show it.</summary>
internal static class TokenPrompt
{
    private const string Prefix = "spt_";
    private const string FromInput = "-";

    public static Option<string?> Option()
    {
        var option = new Option<string?>("--token")
        {
            Description = "sign in with a token (spt_...); alone or as - it is asked for, or read from a pipe, and so in no shell's history",
            Arity = ArgumentArity.ZeroOrOne,
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var given] && given.Value != FromInput && !given.Value.StartsWith(Prefix, StringComparison.Ordinal))
            {
                result.AddError($"'{given.Value}' is not a token ({Prefix}...). Name the hub before --token.");
            }
        });
        return option;
    }

    public static async Task<string> ReadAsync(string? given, TextWriter says, CancellationToken cancellation)
    {
        if (given is not null and not FromInput)
        {
            return given;
        }

        var token = Console.IsInputRedirected ? await Console.In.ReadLineAsync(cancellation) ?? "" : Ask(says);
        return token.Trim() is { Length: > 0 } read ? read : throw new CommandException("no token was given.", ExitCodes.Misuse);
    }

    private static string Ask(TextWriter says)
    {
        says.Write("Token: ");
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                typed.Length = Math.Max(0, typed.Length - 1);
            }
            else if (!char.IsControl(key.KeyChar))
            {
                typed.Append(key.KeyChar);
            }
        }

        says.WriteLine();
        return typed.ToString();
    }
}
