using System.Collections.Immutable;

namespace Sallyport.Access.Policy;

/// <summary>What read-only roles get of a capability, at a place and for a subject.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Capability">Which capability.</param>
/// <param name="Level">How far it opens the capability.</param>
/// <param name="Place">Where it holds.</param>
/// <param name="Subject">For whom: everyone, a group or a role.</param>
/// <param name="Locked">An organization setting that nothing narrower may loosen.</param>
/// <param name="Reason">Why it was set.</param>
/// <param name="SetBy">Who set it.</param>
/// <param name="Expires">Until when; null is always.</param>
public sealed record AccessSetting(
    string Id,
    Capability Capability,
    SettingLevel Level,
    Scope Place,
    Subject Subject,
    bool Locked = false,
    string Reason = "",
    string SetBy = "",
    DateTimeOffset? Expires = null)
{
    /// <summary>The commands of a shell setting at <see cref="SettingLevel.Limited"/>, each as <see cref="CommandPattern"/> reads it.</summary>
    public ImmutableArray<string> Commands { get; init; } = [];

    /// <summary>What policy files call it; empty when nothing does.</summary>
    public string Name { get; init; } = "";

    /// <summary>Whose policy files keep it; empty when it is changed by hand.</summary>
    public string Owner { get; init; } = "";

    /// <summary>
    /// The project whose admins made it; empty for everybody else's. Such a setting only ever tightens: it opens nothing, and
    /// overrides none that is stricter.
    /// </summary>
    public string TightenedBy { get; init; } = "";

    /// <summary>The delegation that it was made under, and counts no longer than; empty for none.</summary>
    public string Delegation { get; init; } = "";
}
