using Sallyport.Access.Decisions;
using Sallyport.Access.Policy;
using Sallyport.Hub.Policy;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Api;

/// <summary>The words of settings and their values.</summary>
internal static class SettingWords
{
    public static Capability? Capability(string name) => name switch
    {
        "secrets" => Access.Policy.Capability.Secrets,
        "shell" => Access.Policy.Capability.Shell,
        "port-forward" => Access.Policy.Capability.PortForward,
        _ => null,
    };

    public static string Name(Capability capability) => capability switch
    {
        Access.Policy.Capability.Secrets => "secrets",
        Access.Policy.Capability.Shell => "shell",
        _ => "port-forward",
    };

    public static string Value(Capability capability, SettingLevel level) => (capability, level) switch
    {
        (Access.Policy.Capability.Secrets, SettingLevel.Open) => "visible",
        (Access.Policy.Capability.Secrets, SettingLevel.Limited) => "keys-only",
        (Access.Policy.Capability.Secrets, _) => "hidden",
        (_, SettingLevel.Open) => "allowed",
        (Access.Policy.Capability.Shell, SettingLevel.Limited) => "listed-commands",
        _ => "blocked",
    };

    /// <summary>The value with the commands that it lists, if it does.</summary>
    public static string Value(SettingRow row)
    {
        var commands = PolicyJson.Read<string[]>(row.Commands);
        return Value(row.Capability, row.Level) + (commands.Length == 0 ? "" : $" ({string.Join(", ", commands.Select(command => $"\"{command}\""))})");
    }

    public static SettingLevel? Level(Capability capability, string value)
    {
        foreach (var level in Levels(capability))
        {
            if (Value(capability, level) == value)
            {
                return level;
            }
        }

        return null;
    }

    /// <summary>What a setting may be set to, from strict to wide.</summary>
    private static SettingLevel[] Levels(Capability capability) => capability switch
    {
        Access.Policy.Capability.PortForward => [SettingLevel.Closed, SettingLevel.Open],
        _ => [SettingLevel.Closed, SettingLevel.Limited, SettingLevel.Open],
    };

    public static string Problem(Capability capability) =>
        $"{Name(capability)} is {string.Join(" or ", Levels(capability).Select(level => Value(capability, level)))}.";

    /// <summary>By what right it was made, where that is not the organization's.</summary>
    public static string Right(SettingRow row) =>
        row.TightenedBy.Length > 0 ? $", tightened for project {row.TightenedBy}" : row.Delegation is { } delegation ? $", under delegation {delegation}" : "";

    public static string Where(SettingRow row) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"for {(row.SubjectKind == SubjectKind.Everyone ? "everyone" : $"{row.SubjectKind.ToString().ToLowerInvariant()} {row.SubjectName}")} in {ScopeWords.Of(PolicyJson.Read<Scope>(row.Place))}{(row.Expires is { } until ? $" until {until:u}" : "")}");
}
