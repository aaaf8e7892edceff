using System.Collections.Immutable;

namespace Sallyport.Access.Policy;

/// <summary>An organization-wide deny that holds for everyone but those it names; nothing overrides it.</summary>
/// <param name="Name">Its name, told in refusals.</param>
/// <param name="Place">Where it holds.</param>
/// <param name="Rules">What it denies.</param>
/// <param name="Except">Users and groups it does not hold for.</param>
public sealed record Guardrail(string Name, Scope Place, ImmutableArray<PolicyRule> Rules, ImmutableArray<Subject> Except)
{
    /// <summary>Whose policy files keep it; empty when it is changed by hand.</summary>
    public string Owner { get; init; } = "";
}
