using Sallyport.Access.Policy;
using Sallyport.Hub.Policy;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Api;

/// <summary>A setting that is to hold.</summary>
internal sealed record SettingChange(
    string Value, string? Reason = null, DateTimeOffset? Expires = null, Scope? Place = null, Subject? Subject = null, bool? Locked = null,
    IReadOnlyList<string>? Commands = null)
{
    public const int LongestText = 500;

    /// <summary>Holds it against the policy that it is to be a part of.</summary>
    public void Check(Validity validity, Capability capability, PolicyDocument policy)
    {
        var level = SettingWords.Level(capability, Value);
        using (validity.Under("value"))
        {
            validity.Demand(level is not null, SettingWords.Problem(capability));
        }

        using (validity.Under("commands"))
        {
            ListedCommandsCheck.Check(validity, capability, level, Commands);
        }

        using (validity.Under("reason"))
        {
            validity.Demand(Reason is null || (Reason.Length <= LongestText && !Reason.Any(char.IsControl)), $"reason is one line of up to {LongestText} characters.");
        }

        if (Place is not null)
        {
            using var at = validity.Under("place");
            ScopeCheck.Check(validity, "place", Place, policy);
        }

        if (Subject is not null)
        {
            using var at = validity.Under("subject");
            Check(validity, Subject, policy);
        }

        using (validity.Under("locked"))
        {
            validity.Demand(
                Locked != true || ((Place ?? Scope.Organization).Kind == ScopeKind.Organization
                    && (Subject ?? Subject.Everyone).Kind == SubjectKind.Everyone && Expires is null),
                "Only the organization's own setting, for everyone and without an end, can be locked.");
        }
    }

    /// <summary>What the store keeps of it. It must have been checked.</summary>
    public SettingRow ToRow(Capability capability, string by, DateTimeOffset now) => new()
    {
        Id = Guid.NewGuid(),
        Capability = capability,
        Level = SettingWords.Level(capability, Value)!.Value,
        Commands = PolicyJson.Write(Commands ?? []),
        Place = PolicyJson.Write(Place ?? Scope.Organization),
        SubjectKind = Subject?.Kind ?? SubjectKind.Everyone,
        SubjectName = Subject?.Name ?? "",
        Locked = Locked ?? false,
        Reason = Reason ?? "",
        SetBy = by,
        SetAt = now,
        Expires = Expires?.ToUniversalTime(),
    };

    private static void Check(Validity validity, Subject subject, PolicyDocument policy)
    {
        validity.Demand(
            subject.Kind is SubjectKind.Everyone ? subject.Name.Length == 0 : subject.Name.Length > 0,
            "A subject of kind group or role has a name, and everyone has none.");
        validity.Demand(subject.Kind != SubjectKind.User, "A setting is for everyone, a group or a role; not for one user.");
        validity.Demand(
            subject.Kind != SubjectKind.Role || BuiltInRoles.All.Concat(policy.Roles).Any(role => role.Name == subject.Name),
            "The subject names a role that is not there.");
    }
}
