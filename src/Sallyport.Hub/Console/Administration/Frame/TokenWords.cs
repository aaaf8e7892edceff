using Microsoft.Extensions.Localization;

namespace Sallyport.Hub.Console.Administration.Frame;

/// <summary>What credentials are for, in words.</summary>
internal static class TokenWords
{
    public static string Use(IStringLocalizer<Words> words, string use) => use switch
    {
        "token" => words["Token made by hand"],
        "api" => words["Command line, for minutes"],
        "gateway" => words["kubectl"],
        "console" => words["Session of the console"],
        "refresh" => words["Session of a command line"],
        "invitation" => words["Invitation"],
        var other => other,
    };
}
