using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;

namespace Sallyport.Hub.Console.Shells;

/// <summary>How a shell ended.</summary>
internal enum ShellEndKind
{
    /// <summary>It ended by itself.</summary>
    Exited,

    /// <summary>It was refused, or is no longer allowed.</summary>
    Blocked,

    /// <summary>The container does not have the program.</summary>
    NoProgram,

    /// <summary>Something broke.</summary>
    Failed,

    /// <summary>The page was away too long, or left.</summary>
    Left,
}

/// <summary>How a shell ended, and the sentence that says so.</summary>
internal sealed record ShellEnd(ShellEndKind Kind, string Words)
{
    private static readonly string[] NotThere = ["executable file not found", "no such file or directory"];

    /// <summary>Reads the Status that ends an exec.</summary>
    public static ShellEnd Of(ReadOnlyMemory<byte> status)
    {
        try
        {
            using var document = JsonDocument.Parse(status);
            return Of(document.RootElement);
        }
        catch (JsonException)
        {
            return new ShellEnd(ShellEndKind.Failed, "Ended, and the cluster did not say how.");
        }
    }

    private static ShellEnd Of(JsonElement status)
    {
        var message = status.Text("message");
        if (status.Text("status") == "Success")
        {
            return new ShellEnd(ShellEndKind.Exited, "Ended.");
        }

        if (status.Text("reason") == "NonZeroExitCode")
        {
            var code = status.At("details").Items("causes").Where(cause => cause.Text("reason") == "ExitCode").Select(cause => cause.Text("message")).FirstOrDefault("");
            return new ShellEnd(ShellEndKind.Exited, code.Length > 0 ? $"Ended with exit status {code}." : "Ended.");
        }

        return new ShellEnd(
            status.Number("code") is 401 or 403 ? ShellEndKind.Blocked :
            NotThere.Any(words => message.Contains(words, StringComparison.OrdinalIgnoreCase)) ? ShellEndKind.NoProgram : ShellEndKind.Failed,
            message.Length > 0 ? message : "Ended, and the cluster did not say how.");
    }
}
