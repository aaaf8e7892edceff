using Sallyport.Access.Policy;
using Sallyport.Hub.Gateway;
using Sallyport.Hub.Policy;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Api;

/// <summary>A guardrail as the API reads and shows it.</summary>
internal sealed record GuardrailModel(string Name, IReadOnlyList<RuleModel> Rules, Scope? Place = null, IReadOnlyList<Subject>? Except = null)
{
    /// <summary>Whose policy files keep it; null when it is changed by hand.</summary>
    public string? Owner { get; private init; }

    public static GuardrailModel From(Guardrail guardrail) =>
        new(guardrail.Name, [.. guardrail.Rules.Select(RuleModel.From)], guardrail.Place, guardrail.Except)
        {
            Owner = guardrail.Owner.Length == 0 ? null : guardrail.Owner,
        };

    /// <summary>Holds it against the policy that it is to be a part of.</summary>
    public void Check(Validity validity, PolicyDocument policy)
    {
        using (validity.Under("name"))
        {
            validity.Demand(DnsLabel.IsValid(Name), "A guardrail's name has up to 63 lower-case letters, digits and '-'.");
        }

        validity.Demand(Rules.Count > 0, "A guardrail denies something: give at least one rule.");
        RuleCheck.Check(validity, "rules", Rules);
        if (Place is not null)
        {
            using var at = validity.Under("place");
            ScopeCheck.Check(validity, "place", Place, policy);
        }

        for (var i = 0; i < (Except?.Count ?? 0); i++)
        {
            using var at = validity.Under($"except/{i}");
            var subject = Except![i];
            validity.Demand(
                subject is { Kind: SubjectKind.User or SubjectKind.Group, Name.Length: > 0 },
                "except names users and groups: {\"kind\": \"user\" or \"group\", \"name\": ...}.");
            validity.Demand(
                subject is not { Kind: SubjectKind.User } || policy.Users.Any(user => user.Name == subject.Name),
                "except names a user who is not there.");
        }
    }

    /// <summary>What the store keeps of it. It must have been checked.</summary>
    public GuardrailRow ToRow() => new()
    {
        Name = Name,
        Place = PolicyJson.Write(Place ?? Scope.Organization),
        Rules = PolicyJson.Write(RuleModel.Rules(Rules)),
        Except = PolicyJson.Write(Except ?? []),
    };
}

/// <summary>What a guardrail is to deny from now on.</summary>
/// <param name="Rules">What it denies.</param>
/// <param name="Place">Where; everywhere when left out.</param>
/// <param name="Except">Users and groups it does not hold for.</param>
internal sealed record GuardrailChange(IReadOnlyList<RuleModel> Rules, Scope? Place = null, IReadOnlyList<Subject>? Except = null)
{
    public GuardrailModel Of(string name) => new(name, Rules, Place, Except);
}
