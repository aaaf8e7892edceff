namespace Sallyport.Cli.Kubeconfigs;

/// <summary>A kubeconfig that holds nothing but what Sallyport writes.</summary>
internal static class OwnKubeconfig
{
    public static string Write(Grant grant)
    {
        var plan = MergePlan.Make([], "", grant);
        var changes = plan.Changes.Values.SelectMany(changed => changed).ToArray();
        // With several clusters none is the one that a hasty command should reach.
        return NewKubeconfig.Write("", changes, plan.Contexts is [var only] ? only.Name : "");
    }

    /// <exception cref="CommandException">The file holds what somebody else wrote.</exception>
    public static void DemandReplaceable(string path)
    {
        var entries = KubeconfigText.Parse(path, KubeconfigFile.Read(path)).Entries;
        if (entries.Any(entry => entry.Mark is null) || (File.Exists(path) && entries.Count == 0))
        {
            throw new CommandException(
                $"{path} holds what Sallyport did not write, and is left as it is. Name a new file, or merge into it: KUBECONFIG={path} sallyport kubeconfig --merge");
        }
    }
}
