using System.Collections.Immutable;
using Sallyport.Access.Policy;
using Sallyport.Hub.Policy;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Api;

/// <summary>A delegation as the API shows it.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="User">The user who holds it, or null.</param>
/// <param name="Group">The group whose members hold it, or null.</param>
/// <param name="Scope">Where they relax, and within what.</param>
/// <param name="Capabilities">The settings they relax, each with the most open value.</param>
/// <param name="Commands">The commands they may list, where shell goes no further than listed-commands.</param>
/// <param name="Reason">Why.</param>
/// <param name="MadeBy">Who made it.</param>
/// <param name="Expires">Until when.</param>
/// <param name="Name">What policy files call it; null when nothing does.</param>
/// <param name="Owner">Whose policy files keep it; null when it is changed by hand.</param>
internal sealed record DelegationModel(
    Guid Id, string? User, string? Group, Scope Scope, IReadOnlyDictionary<string, string> Capabilities, IReadOnlyList<string>? Commands,
    string Reason, string MadeBy, DateTimeOffset? Expires, string? Name, string? Owner)
{
    public static DelegationModel From(Delegation delegation) => new(
        Guid.Parse(delegation.Id),
        delegation.Subject.Kind == SubjectKind.User ? delegation.Subject.Name : null,
        delegation.Subject.Kind == SubjectKind.Group ? delegation.Subject.Name : null,
        delegation.Scope,
        delegation.Capabilities.ToImmutableSortedDictionary(
            one => SettingWords.Name(one.Capability), one => SettingWords.Value(one.Capability, one.Most), StringComparer.Ordinal),
        delegation.Capabilities.FirstOrDefault(one => !one.Commands.IsEmpty)?.Commands,
        delegation.Reason,
        delegation.MadeBy,
        delegation.Expires,
        SettingModel.Text(delegation.Name),
        SettingModel.Text(delegation.Owner));
}

/// <summary>What is to be delegated, to whom and where.</summary>
/// <param name="Scope">Where they relax, and within what.</param>
/// <param name="Capabilities">The settings they relax, each with the most open value: <c>{"secrets": "keys-only"}</c>.</param>
/// <param name="Reason">Why.</param>
/// <param name="User">The user who holds it; or a group.</param>
/// <param name="Group">The group whose members hold it; or a user.</param>
/// <param name="Commands">The commands they may list, where shell goes no further than listed-commands.</param>
/// <param name="Expires">Until when; always when left out.</param>
internal sealed record DelegationChange(
    Scope Scope, IReadOnlyDictionary<string, string> Capabilities, string Reason, string? User = null, string? Group = null,
    IReadOnlyList<string>? Commands = null, DateTimeOffset? Expires = null)
{
    /// <summary>Holds it against the policy that it is to be a part of.</summary>
    public void Check(Validity validity, PolicyDocument policy)
    {
        SubjectCheck.Check(validity, "A delegation", User, Group, policy);
        using (validity.Under("scope"))
        {
            ScopeCheck.Check(validity, "scope", Scope, policy);
        }

        using (validity.Under("reason"))
        {
            validity.Demand(
                Reason.Length is > 0 and <= SettingChange.LongestText && !Reason.Any(char.IsControl), $"reason says why, in one line of up to {SettingChange.LongestText} characters.");
        }

        validity.Demand(Capabilities.Count > 0, "A delegation is of something: give capabilities, as {\"secrets\": \"keys-only\"}.");
        foreach (var (name, value) in Capabilities)
        {
            using var at = validity.Under($"capabilities/{name}");
            var level = SettingWords.Capability(name) is { } capability ? SettingWords.Level(capability, value) : null;
            validity.Demand(level is not null, SettingWords.Capability(name) is { } known ? SettingWords.Problem(known) : "capabilities are secrets, shell and port-forward.");
            validity.Demand(level != SettingLevel.Closed, $"{name}: {value} opens nothing, so there is nothing to delegate.");
        }

        using (validity.Under("commands"))
        {
            var shell = Capabilities.GetValueOrDefault(SettingWords.Name(Capability.Shell));
            ListedCommandsCheck.Check(validity, Capability.Shell, shell is null ? null : SettingWords.Level(Capability.Shell, shell), Commands);
        }
    }

    /// <summary>Writes it into what the store keeps. It must have been checked.</summary>
    public void WriteTo(DelegationRow row)
    {
        (row.SubjectKind, row.SubjectName) = User is null ? (SubjectKind.Group, Group!) : (SubjectKind.User, User);
        row.Scope = PolicyJson.Write(Scope);
        row.Capabilities = PolicyJson.Write(Capabilities.OrderBy(one => one.Key, StringComparer.Ordinal).Select(Delegated));
        row.Reason = Reason;
        row.Expires = Expires?.ToUniversalTime();
    }

    private DelegatedCapability Delegated(KeyValuePair<string, string> one)
    {
        var capability = SettingWords.Capability(one.Key)!.Value;
        return new DelegatedCapability(capability, SettingWords.Level(capability, one.Value)!.Value)
        {
            Commands = capability == Capability.Shell ? [.. Commands ?? []] : [],
        };
    }
}
