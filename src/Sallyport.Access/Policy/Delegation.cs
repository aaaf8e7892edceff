using System.Collections.Immutable;

namespace Sallyport.Access.Policy;

/// <summary>What an Organization Admin wrote down: who else may relax which capability, where, how far and until when.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Subject">A user or a group.</param>
/// <param name="Scope">Where, and within what.</param>
/// <param name="Capabilities">What, and how far.</param>
/// <param name="Reason">Why.</param>
/// <param name="MadeBy">Who made it.</param>
/// <param name="Expires">Until when; null is always.</param>
public sealed record Delegation(
    string Id,
    Subject Subject,
    Scope Scope,
    ImmutableArray<DelegatedCapability> Capabilities,
    string Reason = "",
    string MadeBy = "",
    DateTimeOffset? Expires = null)
{
    /// <summary>What policy files call it; empty when nothing does.</summary>
    public string Name { get; init; } = "";

    /// <summary>Whose policy files keep it; empty when it is changed by hand.</summary>
    public string Owner { get; init; } = "";

    /// <summary>Whether it lets a setting be as open as that.</summary>
    public bool Reaches(AccessSetting setting)
    {
        ArgumentNullException.ThrowIfNull(setting);
        return Capabilities.Any(one => one.Reaches(setting));
    }
}

/// <summary>A capability that was delegated.</summary>
/// <param name="Capability">Which capability.</param>
/// <param name="Most">The most open level a setting may have.</param>
public sealed record DelegatedCapability(Capability Capability, SettingLevel Most)
{
    /// <summary>The commands that may be listed where <see cref="Most"/> is listed commands, word for word.</summary>
    public ImmutableArray<string> Commands { get; init; } = [];

    internal bool Reaches(AccessSetting setting) =>
        Capability == setting.Capability && setting.Level <= Most &&
        (Most != SettingLevel.Limited || setting.Level != SettingLevel.Limited || setting.Commands.All(Commands.Contains));
}
