using System.Text;

namespace Sallyport.Cli.Kubeconfigs;

/// <summary>Changes a list in brackets, as JSON writes it, between the brackets.</summary>
internal static class FlowListEdit
{
    public static IEnumerable<Splice> Of(string text, YamlList list, IReadOnlyCollection<EntryChange> changes)
    {
        var changed = changes.Where(change => change.Existing is not null).ToDictionary(change => change.Existing!.Index, change => change.Wanted);
        var kept = list.Items
            .Select((item, index) => changed.TryGetValue(index, out var wanted) ? wanted is null ? null : EntryText.Flow(wanted) : text[item.Start..item.End])
            .OfType<string>();
        var items = kept.Concat(changes.Where(change => change.Existing is null).Select(change => EntryText.Flow(change.Wanted!))).ToArray();
        var lead = LineText.LikeBefore(text, list.Items[0].Start);
        var inside = new StringBuilder();
        foreach (var item in items)
        {
            inside.Append(inside.Length == 0 ? lead : "," + (lead.Length == 0 ? " " : lead)).Append(item);
        }

        // What stands before the closing bracket, a line break and spaces, stays.
        var end = items.Length == 0 ? list.End - 1 : list.Items[^1].End;
        return [new Splice(list.Start + 1, end, inside.ToString())];
    }
}
