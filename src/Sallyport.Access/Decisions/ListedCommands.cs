using Sallyport.Access.Policy;

namespace Sallyport.Access.Decisions;

/// <summary>The commands that a setting lists, in words.</summary>
internal static class ListedCommands
{
    private const int Most = 10;

    public static string Of(AccessSetting? setting)
    {
        var commands = setting?.Commands ?? [];
        return commands.Length switch
        {
            0 => "is none",
            <= Most => $"are: {string.Join(", ", commands.Select(Quoted))}",
            var count => $"are: {string.Join(", ", commands.Take(Most).Select(Quoted))} and {count - Most} more",
        };
    }

    private static string Quoted(string command) => $"\"{command}\"";
}
