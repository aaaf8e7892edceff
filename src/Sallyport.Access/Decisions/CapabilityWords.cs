using Sallyport.Access.Policy;

namespace Sallyport.Access.Decisions;

/// <summary>The words for capabilities and their settings, the same everywhere.</summary>
public static class CapabilityWords
{
    /// <summary>The name of the setting: <c>secrets</c>, <c>shell</c> or <c>port-forward</c>.</summary>
    public static string Setting(Capability capability) => capability switch
    {
        Capability.Secrets => "secrets",
        Capability.Shell => "shell",
        Capability.PortForward => "port-forward",
        _ => "",
    };

    /// <summary>
    /// A setting's value: <c>hidden</c>, <c>keys-only</c> or <c>visible</c> for Secrets; <c>blocked</c> or <c>allowed</c> for
    /// the others, and <c>listed commands</c> for shells.
    /// </summary>
    public static string Value(Capability capability, SettingLevel level) => (capability, level) switch
    {
        (Capability.Secrets, SettingLevel.Open) => "visible",
        (Capability.Secrets, SettingLevel.Limited) => "keys-only",
        (Capability.Secrets, _) => "hidden",
        (_, SettingLevel.Open) => "allowed",
        (Capability.Shell, SettingLevel.Limited) => "listed commands",
        _ => "blocked",
    };

    /// <summary>The setting with its value, as in <c>secrets: hidden</c>.</summary>
    public static string SettingValue(Capability capability, SettingLevel level) => $"{Setting(capability)}: {Value(capability, level)}";
}
