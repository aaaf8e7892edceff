using Sallyport.Access.Policy;

namespace Sallyport.Hub.Api;

/// <summary>A guardrail as the API reads and shows it.</summary>
internal sealed record GuardrailModel(string Name, IReadOnlyList<RuleModel> Rules, Scope? Place = null, IReadOnlyList<Subject>? Except = null)
{
    public static GuardrailModel From(Guardrail guardrail) =>
        new(guardrail.Name, [.. guardrail.Rules.Select(RuleModel.From)], guardrail.Place, guardrail.Except);
}
