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

    public static string Value(Capability capability, bool opens) => Value(capability, opens ? SettingLevel.Open : SettingLevel.Closed);

    public static bool? Opens(Capability capability, string value) =>
        value == Value(capability, SettingLevel.Open) ? true : value == Value(capability, SettingLevel.Closed) ? false : null;

    public static string Problem(Capability capability, string value) => (capability, value) switch
    {
        (Access.Policy.Capability.Secrets, "keys-only") => "keys-only is not in this version of Sallyport: secrets is hidden or visible.",
        (Access.Policy.Capability.Shell, "listed-commands") => "Listed commands are not in this version of Sallyport: shell is blocked or allowed.",
        _ => $"{Name(capability)} is {Value(capability, SettingLevel.Closed)} or {Value(capability, SettingLevel.Open)}.",
    };

    public static string Where(SettingRow row) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"for {(row.SubjectKind == SubjectKind.Everyone ? "everyone" : $"{row.SubjectKind.ToString().ToLowerInvariant()} {row.SubjectName}")} in {ScopeWords.Of(PolicyJson.Read<Scope>(row.Place))}{(row.Expires is { } until ? $" until {until:u}" : "")}");
}
