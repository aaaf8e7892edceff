using System.Text.Json.Nodes;
using Sallyport.Hub.Storage;

namespace Sallyport.Hub.Policy.Documents;

/// <summary>Writes documents over what is there, in a transaction that somebody else ends.</summary>
internal sealed class DocumentChanges(SallyportDbContext database, PolicyFiles files, Author author, List<DocumentProblem> problems)
{
    private readonly List<ObjectChange> _changes = [];
    private readonly string _owner = files.Owner ?? "";

    public IReadOnlyList<ObjectChange> Made => _changes;

    /// <summary>Whether something is in the way that is not wrong in itself.</summary>
    public bool Conflict { get; private set; }

    public async Task WriteAsync(IReadOnlyList<PolicyFile> documents)
    {
        foreach (var kind in DocumentKind.All)
        {
            var stored = await kind.LoadAsync(database, author.Cancelled);
            var kept = new HashSet<StoredObject>(ReferenceEqualityComparer.Instance);
            var places = new Places(stored);
            foreach (var document in documents.Where(document => document.Kind == kind))
            {
                var there = places.Find(document);
                if (there is not null)
                {
                    kept.Add(there);
                }

                if (MayWrite(document, there))
                {
                    await WriteAsync(document, there);
                }
            }

            foreach (var gone in stored.Where(one => files.Prune && one.Row is not null && one.Owner == _owner && !kept.Contains(one)))
            {
                var besides = await kind.RemoveAsync(database, gone, author);
                _changes.Add(new ObjectChange(kind.Name, gone.Name, ChangeAction.Deleted, Document: null, gone.Spec, After: null));
                _changes.AddRange(besides);
            }
        }
    }

    /// <summary>Roles and projects that were removed must not be missed.</summary>
    public async Task DemandUnusedAsync()
    {
        foreach (var gone in _changes.Where(change => change.Action == ChangeAction.Deleted))
        {
            await DocumentKind.Find(gone.Kind)!.DemandUnusedAsync(database, gone.Name, author.Cancelled);
        }
    }

    private bool MayWrite(PolicyFile document, StoredObject? there)
    {
        var problem = there is null || there.Owner == _owner ? null
            : there.Owner.Length > 0 ? $"{there.Kind.Name} {there.Name} is kept by the policy files of {there.Owner}: change it there, and apply them with --owner {there.Owner}."
            : files.Adopt ? null
            : $"{there.Kind.Name} {there.Name} is there already and has no owner: say --adopt to make it {_owner}'s.";
        if (problem is null)
        {
            return true;
        }

        problems.Add(new DocumentProblem(document.Index, "/metadata/name", problem));
        Conflict = true;
        return false;
    }

    private async Task WriteAsync(PolicyFile document, StoredObject? there)
    {
        var wanted = document.Kind.Show(document.Name, document.Spec);
        // Asked before the row becomes the owner's.
        var adopted = there is not null && there.Owner != _owner;
        var same = there is not null && !adopted && there.Name == document.Name && JsonNode.DeepEquals(there.Spec, wanted);
        if (!same)
        {
            // What ended after it was applied stays as it is until its file goes.
            if (document.Kind.EndOf(document.Spec) <= author.Now)
            {
                problems.Add(new DocumentProblem(document.Index, "/spec/expires", "expires is in the past: give a time to come, or remove the document."));
            }

            (await document.Kind.WriteAsync(database, there, document.Name, document.Spec, author)).Owner = _owner;
        }

        _changes.Add(new ObjectChange(
            document.Kind.Name,
            document.Name,
            same ? ChangeAction.Unchanged : there is null ? ChangeAction.Created : ChangeAction.Changed,
            document.Index,
            there?.Spec,
            wanted,
            adopted));
    }

    /// <summary>Where a document's object is: under its name, or, made by hand and never named, where it says the same.</summary>
    private sealed class Places(IReadOnlyList<StoredObject> stored)
    {
        private readonly Dictionary<string, StoredObject> _named = stored.ToDictionary(one => one.Name, StringComparer.Ordinal);
        private readonly Dictionary<string, Queue<StoredObject>> _saying = stored.Where(one => one.Content is not null)
            .GroupBy(one => one.Content!, StringComparer.Ordinal).ToDictionary(alike => alike.Key, alike => new Queue<StoredObject>(alike), StringComparer.Ordinal);

        public StoredObject? Find(PolicyFile document) =>
            _named.TryGetValue(document.Name, out var named) ? named
            : document.Kind.ContentOf(document.Spec) is { } content && _saying.TryGetValue(content, out var saying) && saying.TryDequeue(out var first) ? first
            : null;
    }
}
