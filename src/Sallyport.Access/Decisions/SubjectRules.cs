using System.Collections.Immutable;
using Sallyport.Access.Policy;

namespace Sallyport.Access.Decisions;

/// <summary>A user's rights in one namespace, in the shape of SelfSubjectRulesReview's status.</summary>
/// <param name="ResourceRules">Rules with API groups, resources, names and verbs.</param>
/// <param name="NonResourceRules">Rules with paths and verbs.</param>
public sealed record SubjectRules(ImmutableArray<PolicyRule> ResourceRules, ImmutableArray<PolicyRule> NonResourceRules);
