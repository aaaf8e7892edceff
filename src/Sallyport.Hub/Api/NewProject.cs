using System.Collections.Immutable;
using Sallyport.Access.Policy;
using Sallyport.Hub.Gateway;

namespace Sallyport.Hub.Api;

/// <summary>A project that is to be.</summary>
internal sealed record NewProject(string Name, ImmutableArray<Scope> Scopes, string? Title = null)
{
    /// <summary>Holds it against the policy that it is to be a part of.</summary>
    public void Check(Validity validity, PolicyDocument policy)
    {
        using (validity.Under("name"))
        {
            validity.Demand(DnsLabel.IsValid(Name), "A project's name is a DNS label: up to 63 lower-case letters, digits and '-'.");
        }

        using (validity.Under("title"))
        {
            validity.Demand(
                Title is null || (Title.Length is > 0 and <= RoleChange.LongestTitle && !Title.Any(char.IsControl)), $"title is one line of up to {RoleChange.LongestTitle} characters.");
        }

        validity.Demand(!Scopes.IsDefaultOrEmpty, "A project holds at least one scope.");
        for (var i = 0; i < (Scopes.IsDefault ? 0 : Scopes.Length); i++)
        {
            using var at = validity.Under($"scopes/{i}");
            if (Scopes[i] is not { } scope)
            {
                validity.Demand(false, "A scope is missing.");
                continue;
            }

            validity.Demand(scope.Kind is ScopeKind.Cluster or ScopeKind.Namespace, "A project holds scopes of kind cluster or namespace.");
            ScopeCheck.Check(validity, "A scope", scope, policy);
        }
    }
}
