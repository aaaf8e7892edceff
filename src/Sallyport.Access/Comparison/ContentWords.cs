using System.Collections.Immutable;
using Sallyport.Access.Decisions;
using Sallyport.Access.Policy;

namespace Sallyport.Access.Comparison;

/// <summary>What a part of a policy says, whatever it is called: the same text for parts that mean the same.</summary>
internal sealed class ContentWords(ImmutableArray<Project> projects)
{
    private readonly Dictionary<Role, string> _roles = new(ReferenceEqualityComparer.Instance);

    private readonly ILookup<string, string> _projects = projects.ToLookup(project => project.Name, project => string.Join('+', project.Scopes.Select(Plain)), StringComparer.Ordinal);

    public string Of(CompiledAssignment assignment) => $"{Of(assignment.Role)}@{Of(assignment.Assignment.Scope)}";

    public string Of(CompiledSetting setting) =>
        $"{setting.Setting.Capability} {setting.Level} {setting.Setting.Subject} {setting.Setting.Locked} {Joined(setting.Setting.Commands)}@{Of(setting.Setting.Place)}";

    public string Of(CompiledGuardrail guardrail) =>
        $"{string.Join('+', guardrail.Guardrail.Rules.Select(Of))} {string.Join('+', guardrail.Guardrail.Except.Select(subject => subject.ToString()))}@{Of(guardrail.Guardrail.Place)}";

    private string Of(Scope scope) => scope.Kind == ScopeKind.Project ? $"{scope.Project}={string.Join('!', _projects[scope.Project])}" : Plain(scope);

    private string Of(Role role)
    {
        if (!_roles.TryGetValue(role, out var words))
        {
            words = _roles[role] = $"{role.Name} {role.ReadOnly} {string.Join('+', role.Rules.Select(Of))}/{string.Join('+', role.ClusterRules.Select(Of))}/{string.Join('+', role.WholeClusterRules.Select(Of))}";
        }

        return words;
    }

    private static string Of(PolicyRule rule) =>
        $"{Joined(rule.Verbs)} {Joined(rule.ApiGroups)} {Joined(rule.Resources)} {Joined(rule.ResourceNames)} {Joined(rule.NonResourceUrls)}";

    private static string Plain(Scope scope) => $"{scope.Kind} {Joined(scope.Clusters)} {scope.ClusterSelector} {Joined(scope.Namespaces)} {scope.NamespaceSelector}";

    private static string Joined(ImmutableArray<string> texts) => texts.IsDefaultOrEmpty ? "" : string.Join(',', texts);
}
