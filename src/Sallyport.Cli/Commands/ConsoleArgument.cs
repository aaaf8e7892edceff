using System.CommandLine;

namespace Sallyport.Cli.Commands;

/// <summary>The hub's console address on the command line.</summary>
internal static class ConsoleArgument
{
    public static Argument<Uri> Create() => new("CONSOLE")
    {
        Description = "the hub's console address, as https://hub.example.com:8443",
        CustomParser = result =>
        {
            var text = result.Tokens is [var token] ? token.Value : "";
            // Plain HTTP would carry the token for anyone to read.
            if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps)
            {
                return address;
            }

            result.AddError($"'{text}' is not a console's address. Write it as https://hub.example.com:8443.");
            return null;
        },
    };
}
