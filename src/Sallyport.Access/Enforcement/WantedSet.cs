using System.Collections.Immutable;
using Sallyport.Access.Policy;

namespace Sallyport.Access.Enforcement;

/// <summary>The groups a cluster must know, as the hub tells the agent: lower generations are ignored.</summary>
/// <param name="Epoch">The store's epoch: changes when a store is restored or made anew.</param>
/// <param name="Generation">Counts up within an epoch.</param>
/// <param name="Roles">The roles whose groups are named.</param>
/// <param name="Groups">The groups, each bound at its place.</param>
public sealed record WantedSet(string Epoch, long Generation, ImmutableArray<Role> Roles, ImmutableArray<ImpersonatedGroup> Groups)
{
    /// <summary>A digest of the roles and groups alone: two sets with the same fingerprint ask the same of a cluster.</summary>
    public string Fingerprint() => throw new NotSupportedException();
}
