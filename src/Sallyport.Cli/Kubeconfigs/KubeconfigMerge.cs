namespace Sallyport.Cli.Kubeconfigs;

/// <summary>Brings the kubeconfigs that kubectl reads in line with what is granted.</summary>
internal sealed class KubeconfigMerge(KubeconfigPaths paths)
{
    /// <returns>What was done.</returns>
    /// <exception cref="CommandException">A file cannot be read, understood or written; none was changed by half.</exception>
    public async Task<MergePlan> RunAsync(Grant grant, CancellationToken cancellation)
    {
        // Which files change is known only after reading, and what they hold only once they are locked.
        for (var locked = Plan(grant).Changes.Keys.ToHashSet(StringComparer.Ordinal); ;)
        {
            var locks = new List<KubeconfigLock>();
            try
            {
                foreach (var path in locked.Order(StringComparer.Ordinal))
                {
                    locks.Add(await KubeconfigLock.TakeAsync(path, cancellation));
                }

                var plan = Plan(grant);
                if (locked.IsSupersetOf(plan.Changes.Keys))
                {
                    Write(plan);
                    return plan;
                }

                locked.UnionWith(plan.Changes.Keys);
            }
            finally
            {
                locks.ForEach(held => held.Dispose());
            }
        }
    }

    private MergePlan Plan(Grant grant) =>
        MergePlan.Make([.. paths.Existing.Select(path => KeyValuePair.Create(path, Read(path)))], paths.ForNewEntries, grant);

    private static KubeconfigText Read(string path) => KubeconfigText.Parse(path, KubeconfigFile.Read(path));

    private static void Write(MergePlan plan)
    {
        var texts = plan.Changes.Select(file => (Path: file.Key, Text: Edit(file.Key, plan.FileOf(file.Key), file.Value))).ToArray();
        foreach (var (path, text) in texts)
        {
            KubeconfigFile.Replace(path, text);
        }
    }

    private static string Edit(string path, KubeconfigText before, List<EntryChange> changes)
    {
        var text = before.Apply(changes);
        if (!before.DiffersOnlyBy(changes, KubeconfigText.Parse(path, text)))
        {
            throw new CommandException($"{path} is written in a way that cannot be changed safely. Nothing was changed; write a file of its own instead: sallyport kubeconfig --write FILE");
        }

        return text;
    }
}
