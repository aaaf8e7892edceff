using Microsoft.EntityFrameworkCore;
using Sallyport.Hub.Api;
using Sallyport.Hub.Gateway;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Policy.Documents;

/// <summary>Makes the policy what documents say: in one transaction, all or nothing, as one version.</summary>
internal sealed class DocumentStore(PolicyStore store, TimeProvider time)
{
    /// <summary>Applies documents, or says what would come of it.</summary>
    /// <param name="files">The documents.</param>
    /// <param name="user">Who applies them.</param>
    /// <param name="allowed">Asked within the transaction, before anything is written, whether they may.</param>
    /// <param name="agreed">Asked within the transaction before it is kept, with the policy's version until now and all changes; null when nothing is to be kept.</param>
    /// <param name="cancelled">Ends it, and nothing is changed.</param>
    /// <exception cref="DocumentProblemsException">Nothing was changed.</exception>
    /// <exception cref="PolicyProblemException">The policy would not be sound; nothing was changed.</exception>
    public Task<PolicyOutcome> ApplyAsync(PolicyFiles files, string user, Func<SallyportDbContext, Task>? allowed, Func<PolicyOutcome, Task>? agreed, CancellationToken cancelled)
    {
        var problems = new List<DocumentProblem>();
        if (files.Owner is { } owner && !DnsLabel.IsValid(owner))
        {
            problems.Add(new DocumentProblem(null, "", "owner has up to 63 lower-case letters, digits and '-'."));
        }

        if (files.Owner is null && (files.Prune || files.Adopt))
        {
            problems.Add(new DocumentProblem(null, "", "prune and adopt need an owner."));
        }

        var documents = PolicyFile.ReadAll(files.Documents, problems);
        return store.ApplyAsync(
            files.Owner ?? "",
            async database =>
            {
                await (allowed?.Invoke(database) ?? Task.CompletedTask);
                var before = await PolicyReader.ReadAsync(database, cancelled);
                var author = new Author(user, time.GetUtcNow(), cancelled);
                var couldSignIn = await AdminCheck.CanSignInAsync(database, before.Document, author.Now, cancelled);
                var changes = new DocumentChanges(database, files, author, problems);
                await changes.WriteAsync(documents);
                await database.SaveChangesAsync(cancelled);
                var after = await PolicyReader.ReadAsync(database, cancelled);
                Check(documents, before, after, problems);
                if (problems.Count == 0 && couldSignIn && !await AdminCheck.CanSignInAsync(database, after.Document, author.Now, cancelled))
                {
                    problems.Add(new DocumentProblem(null, "", "The organization would be left without an Organization Admin who can sign in."));
                }

                if (problems.Count > 0)
                {
                    throw new DocumentProblemsException(problems, changes.Conflict);
                }

                await changes.DemandUnusedAsync();
                var kept = agreed is not null && changes.Made.Any(change => change.Action != ChangeAction.Unchanged);
                // The store counted one up when it took the row.
                var outcome = new PolicyOutcome(kept, after.Document.Version - (kept ? 0 : 1), changes.Made, after.Document) { Before = after.Document.Version - 1 };
                await (agreed?.Invoke(outcome) ?? Task.CompletedTask);
                return outcome;
            },
            cancelled);
    }

    /// <summary>All that can be exported, kind by kind and name by name.</summary>
    public static async Task<IReadOnlyList<StoredObject>> ExportAsync(SallyportDbContext database, string? owner, CancellationToken cancelled)
    {
        var all = new List<StoredObject>();
        foreach (var kind in DocumentKind.All)
        {
            all.AddRange((await kind.LoadAsync(database, cancelled))
                .Where(one => owner is null || one.Owner == owner).OrderBy(one => one.Name, StringComparer.Ordinal));
        }

        return all;
    }

    private static void Check(IReadOnlyList<PolicyFile> documents, StoredPolicy before, StoredPolicy after, List<DocumentProblem> problems)
    {
        foreach (var document in documents)
        {
            var validity = new Validity();
            document.Kind.Check(validity, document.Name, document.Spec, after.Document);
            problems.AddRange(validity.Problems.Select(problem => new DocumentProblem(document.Index, "/spec" + problem.Pointer, problem.Sentence)));
        }

        if (problems.Count == 0)
        {
            problems.AddRange(after.Problems.Except(before.Problems, StringComparer.Ordinal).Select(problem => new DocumentProblem(null, "", problem)));
        }
    }
}
