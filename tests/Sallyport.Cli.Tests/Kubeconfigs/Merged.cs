using Sallyport.Cli.Kubeconfigs;

namespace Sallyport.Cli.Tests.Kubeconfigs;

/// <summary>Merges one text, as the file would be, without a disk.</summary>
internal static class Merged
{
    private const string Path = "config";

    public static string Merge(this string text, Grant grant)
    {
        var before = KubeconfigText.Parse(Path, text);
        var plan = MergePlan.Make([KeyValuePair.Create(Path, before)], Path, grant);
        if (!plan.Changes.TryGetValue(Path, out var changes))
        {
            return text;
        }

        var after = before.Apply(changes);
        before.DiffersOnlyBy(changes, KubeconfigText.Parse(Path, after)).Should().BeTrue("this would not be written: {0}", after.Replace('{', '(').Replace('}', ')'));
        return after;
    }

    public static string[] Names(this string text, KubeconfigSection section) =>
        [.. KubeconfigText.Parse(Path, text).Entries.Where(entry => entry.Section == section).Select(entry => entry.Name)];
}
