using Sallyport.Access.Decisions;
using Sallyport.Access.Policy;
using static Sallyport.Access.Authority.ChangeAuthority;

namespace Sallyport.Access.Authority;

/// <summary>Who besides Organization Admins makes settings and takes them back: delegates up to what they were given, project admins to tighten.</summary>
internal static class SettingAuthority
{
    public static AuthorityAnswer Make(Stewardship stewardship, AccessSetting setting)
    {
        if (setting.Locked)
        {
            return Refused("Only Organization Admins lock a setting.");
        }

        var project = setting.Level == SettingLevel.Open ? null : stewardship.ProjectAround(setting.Place);
        // What opens nothing by itself stays when a delegation ends, where a project can have it.
        if (setting.Level == SettingLevel.Closed && project is not null)
        {
            return ByProject(project);
        }

        var around = stewardship.Delegations.Where(delegation => stewardship.Containment.Contains(delegation.Scope, setting.Place)).ToList();
        var reaching = around.Where(delegation => delegation.Reaches(setting)).ToList();
        if (reaching.Find(delegation => delegation.Expires is not { } ends || setting.Expires <= ends) is { } delegation)
        {
            return ByDelegation(delegation);
        }

        return project is not null ? ByProject(project) : Refused(Refusal(stewardship, setting, around, reaching));
    }

    public static AuthorityAnswer Take(Stewardship stewardship, AccessSetting setting)
    {
        if (setting.Delegation.Length > 0)
        {
            return stewardship.Delegations.FirstOrDefault(delegation => delegation.Id == setting.Delegation) is { } own
                ? ByDelegation(own)
                : Refused($"{Made(setting)} under a delegation that is not yours.");
        }

        if (setting.TightenedBy.Length > 0)
        {
            return stewardship.Projects.FirstOrDefault(project => project.Scope.Project == setting.TightenedBy) is { } own
                ? ByProject(own)
                : Refused($"{Made(setting)} for project {setting.TightenedBy}, which is not yours.");
        }

        return Refused($"{Made(setting)} for the organization: only Organization Admins change it.");
    }

    private static string Refusal(Stewardship stewardship, AccessSetting setting, List<Delegation> around, List<Delegation> reaching)
    {
        var wanted = $"{CapabilityWords.SettingValue(setting.Capability, setting.Level)} in {ScopeWords.Of(setting.Place)}";
        if (reaching.Count > 0)
        {
            return $"What was delegated to you ends at {reaching.Max(delegation => delegation.Expires)!.Value.UtcDateTime:u}, and a setting made under it ends no later: give it an end.";
        }

        var most = around.SelectMany(delegation => delegation.Capabilities).Where(one => one.Capability == setting.Capability)
            .OrderByDescending(one => one.Most).FirstOrDefault();
        return most is not null
            ? most.Most < setting.Level
                ? $"You may not set {wanted}: what was delegated to you goes as far as {CapabilityWords.Value(most.Capability, most.Most)}."
                : $"You may not set {wanted} with these commands: those delegated to you are {string.Join(", ", most.Commands.Select(command => $"\"{command}\""))}."
            : stewardship.Projects.Count == 0 ? $"You may not set {wanted}: only Organization Admins do, or those they delegated it to there."
            : setting.Level == SettingLevel.Open ? $"You may not set {wanted}: project admins tighten settings, and only Organization Admins open more, or those they delegated it to."
            : $"You may not set {wanted}: that is not wholly inside {ProjectWords.Of(stewardship)}.";
    }

    private static AuthorityAnswer ByDelegation(Delegation delegation) =>
        new(AuthorityBasis.Delegation, delegation.Id, $"{(delegation.MadeBy.Length == 0 ? "An Organization Admin" : delegation.MadeBy)} delegated it to the caller ({delegation.Id}).");

    private static string Made(AccessSetting setting) => $"This setting was made by {(setting.SetBy.Length == 0 ? "somebody" : setting.SetBy)}";
}
