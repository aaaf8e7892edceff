using Microsoft.EntityFrameworkCore;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Policy;

/// <summary>Changes what is kept, one change after another, and has the hub's own memory follow before it returns.</summary>
internal sealed class PolicyStore(IDbContextFactory<SallyportDbContext> store, PolicySource source, ChangeCheck check)
{
    /// <summary>Changes the policy in one transaction, with its version.</summary>
    /// <returns>What <paramref name="change"/> returned.</returns>
    /// <exception cref="PolicyProblemException">The policy would not be sound afterwards; nothing was changed.</exception>
    public Task<T> ChangeAsync<T>(Func<SallyportDbContext, Task<T>> change, CancellationToken cancellationToken) =>
        ChangeAsync(change, new Manner(), cancellationToken);

    /// <summary>Like <see cref="ChangeAsync{T}(Func{SallyportDbContext, Task{T}}, CancellationToken)"/>; credentials may lose their force by it.</summary>
    public Task<T> RevokeAsync<T>(Func<SallyportDbContext, Task<T>> change, CancellationToken cancellationToken) =>
        ChangeAsync(change, new Manner { Revokes = true }, cancellationToken);

    /// <summary>Like <see cref="ChangeAsync{T}(Func{SallyportDbContext, Task{T}}, CancellationToken)"/>, by somebody's policy files.</summary>
    /// <param name="owner">Whose files, so that what they own may be changed; empty when they own nothing.</param>
    /// <param name="change">Changes the policy; its answer says whether that is to be kept.</param>
    /// <param name="cancellationToken">Ends it, and nothing is changed.</param>
    public Task<T> ApplyAsync<T>(string owner, Func<SallyportDbContext, Task<T>> change, CancellationToken cancellationToken)
        where T : IRehearsal =>
        ChangeAsync(change, new Manner { Owner = owner }, cancellationToken);

    private async Task<T> ChangeAsync<T>(
        Func<SallyportDbContext, Task<T>> change, Manner manner, CancellationToken cancellationToken)
    {
        T result;
        await using (var database = await store.CreateDbContextAsync(cancellationToken))
        {
            await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
            // First, so that it locks the row: changes follow one another, and each sees what the last one did.
            await database.Organization.ExecuteUpdateAsync(
                set => set
                    .SetProperty(o => o.PolicyVersion, o => o.PolicyVersion + 1)
                    .SetProperty(o => o.CredentialVersion, o => o.CredentialVersion + (manner.Revokes ? 1 : 0)),
                cancellationToken);
            await Ownership.WatchAsync(database, manner.Owner, cancellationToken);
            result = await change(database);
            await database.SaveChangesAsync(cancellationToken);
            check.Demand(await PolicyReader.ReadAsync(database, cancellationToken), source.Current);
            if (result is IRehearsal { Kept: false })
            {
                return result;
            }

            await PolicyNotices.SendAsync(database, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        // What is committed holds, even if the one who asked has gone.
        await source.ReloadAsync(CancellationToken.None);
        return result;
    }

    private sealed record Manner
    {
        public bool Revokes { get; init; }

        public string Owner { get; init; } = "";
    }
}

/// <summary>What came of a change that may have been tried only.</summary>
internal interface IRehearsal
{
    /// <summary>Whether the store keeps it.</summary>
    bool Kept { get; }
}
