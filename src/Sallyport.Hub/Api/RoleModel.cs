using Sallyport.Access.Policy;

namespace Sallyport.Hub.Api;

/// <summary>A role in the list of roles.</summary>
internal sealed record RoleSummary(string Name, string Title, bool ReadOnly, bool BuiltIn, int Version, string? Owner)
{
    public static RoleSummary From(Role role) => new(role.Name, role.Title, role.ReadOnly, BuiltInRoles.Find(role.Name) is not null, role.Version, SettingModel.Text(role.Owner));
}

/// <summary>A role that was written, with the version that the name of its groups in clusters has.</summary>
internal sealed record WrittenRole(string Name, int Version);

/// <summary>A role as the API shows it, rule by rule.</summary>
internal sealed record RoleModel(
    string Name,
    string Title,
    bool ReadOnly,
    bool BuiltIn,
    int Version,
    IReadOnlyList<RuleModel> Rules,
    IReadOnlyList<RuleModel> ClusterRules,
    IReadOnlyList<RuleModel>? WholeClusterRules,
    IReadOnlyList<RuleModel>? Except,
    bool? AdministersProjects,
    string? Owner)
{
    public static RoleModel From(Role role) => new(
        role.Name,
        role.Title,
        role.ReadOnly,
        BuiltInRoles.Find(role.Name) is not null,
        role.Version,
        [.. role.Rules.Select(RuleModel.From)],
        [.. role.ClusterRules.Select(RuleModel.From)],
        role.WholeClusterRules.IsEmpty ? null : [.. role.WholeClusterRules.Select(RuleModel.From)],
        role.Except.IsEmpty ? null : [.. role.Except.Select(RuleModel.From)],
        role.AdministersProjects ? true : null,
        SettingModel.Text(role.Owner));
}
