using System.Text.Json.Nodes;

namespace Sallyport.Cli.Kubeconfigs;

/// <summary>
/// What a merge does to which file. It touches nothing that is not marked as this profile's own, never current-context, and
/// takes out its own entries for clusters that are no longer granted.
/// </summary>
internal sealed class MergePlan
{
    private readonly IReadOnlyList<KeyValuePair<string, KubeconfigText>> _files;
    private readonly string _forNew;
    private readonly Grant _grant;
    private readonly Dictionary<string, List<EntryChange>> _changes = new(StringComparer.Ordinal);

    private MergePlan(IReadOnlyList<KeyValuePair<string, KubeconfigText>> files, string forNew, Grant grant)
    {
        _files = files;
        _forNew = forNew;
        _grant = grant;
    }

    /// <summary>By file, what to change in it; a file that stays as it is is not in it.</summary>
    public IReadOnlyDictionary<string, List<EntryChange>> Changes => _changes;

    public List<MergedContext> Contexts { get; } = [];

    public List<string> Removed { get; } = [];

    /// <param name="files">The kubeconfigs that are there, in kubectl's order.</param>
    /// <param name="forNew">The file for entries that are new.</param>
    /// <param name="grant">What is granted.</param>
    public static MergePlan Make(IReadOnlyList<KeyValuePair<string, KubeconfigText>> files, string forNew, Grant grant)
    {
        var plan = new MergePlan(files, forNew, grant);
        plan.Take();
        plan.Put();
        return plan;
    }

    /// <summary>A file as it was when the plan was made.</summary>
    public KubeconfigText FileOf(string path) =>
        _files.FirstOrDefault(file => file.Key == path).Value ?? KubeconfigText.Parse(path, "");

    private IEnumerable<(string Path, KubeconfigEntry Entry)> Entries =>
        _files.SelectMany(file => file.Value.Entries.Select(entry => (file.Key, entry)));

    private bool IsOwn(KubeconfigEntry entry) => entry.Mark?.Profile == _grant.Profile;

    private void Take()
    {
        foreach (var (path, entry) in Entries.Where(found => IsOwn(found.Entry) && found.Entry.Section != KubeconfigSection.Users))
        {
            if (_grant.Clusters.All(cluster => cluster.Name != entry.Mark!.Cluster))
            {
                Change(path, new EntryChange(entry.Section, entry, Wanted: null));
                if (entry.Section == KubeconfigSection.Contexts)
                {
                    Removed.Add(entry.Name);
                }
            }
        }
    }

    private void Put()
    {
        var clusters = _grant.Clusters.Where(cluster => IsWanted(cluster.Name)).ToArray();
        if (clusters.Length == 0)
        {
            foreach (var (path, entry) in Entries.Where(found => IsOwn(found.Entry) && found.Entry.Section == KubeconfigSection.Users))
            {
                Change(path, new EntryChange(entry.Section, entry, Wanted: null));
            }

            return;
        }

        var user = Put(KubeconfigSection.Users, "", _grant.Profile, (name, _) => OwnEntries.User(name, _grant.Plugin));
        foreach (var cluster in clusters)
        {
            var entry = Put(KubeconfigSection.Clusters, cluster.Name, cluster.Name, (name, _) => OwnEntries.Cluster(name, _grant.Profile, cluster));
            var place = cluster.Namespace;
            var context = Put(KubeconfigSection.Contexts, cluster.Name, cluster.Name, (name, existing) =>
            {
                place = NamespaceOf(existing, cluster);
                return OwnEntries.Context(name, new OwnMark(_grant.Profile, cluster.Name, cluster.Namespace), entry, user, place);
            });
            Contexts.Add(new MergedContext(context, cluster.Name, place));
        }
    }

    /// <summary>A cluster that is there already is kept up to date, named or not.</summary>
    private bool IsWanted(string cluster) =>
        _grant.Wanted is null || _grant.Wanted.Contains(cluster)
        || Entries.Any(found => IsOwn(found.Entry) && found.Entry.Mark!.Cluster == cluster);

    /// <summary>A namespace that somebody chose since (kubectl config set-context) stays chosen.</summary>
    private string? NamespaceOf(KubeconfigEntry? existing, GrantedCluster cluster) =>
        existing is null || _grant.NamespaceChosen || existing["namespace"] == existing.Mark!.Namespace ? cluster.Namespace : existing["namespace"];

    /// <returns>The name that the entry has or gets.</returns>
    private string Put(KubeconfigSection section, string cluster, string name, Func<string, KubeconfigEntry?, JsonObject> wanted)
    {
        var (path, existing) = Entries.FirstOrDefault(found => found.Entry.Section == section && IsOwn(found.Entry) && found.Entry.Mark!.Cluster == cluster);
        var chosen = existing?.Name ?? FreeName(section, name);
        var json = wanted(chosen, existing);
        if (existing is null)
        {
            Change(_forNew, new EntryChange(section, Existing: null, json));
        }
        else if (!OwnEntries.Same(existing.Json, json))
        {
            Change(path, new EntryChange(section, existing, json));
        }

        return chosen;
    }

    private string FreeName(KubeconfigSection section, string name)
    {
        var taken = Entries.Where(found => found.Entry.Section == section).Select(found => found.Entry.Name)
            .Concat(_changes.Values.SelectMany(changes => changes).Where(change => change.Section == section).Select(change => change.Wanted?["name"]?.ToString() ?? ""))
            .ToHashSet(StringComparer.Ordinal);
        string[] candidates = [name, "sallyport-" + name];
        return candidates.Concat(Enumerable.Range(2, taken.Count + 1).Select(number => $"sallyport-{name}-{number}")).First(candidate => !taken.Contains(candidate));
    }

    private void Change(string path, EntryChange change)
    {
        if (!_changes.TryGetValue(path, out var changes))
        {
            _changes[path] = changes = [];
        }

        changes.Add(change);
    }
}

/// <summary>A context as a merge leaves it.</summary>
internal sealed record MergedContext(string Name, string Cluster, string? Namespace);
