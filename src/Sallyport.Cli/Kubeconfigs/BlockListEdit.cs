namespace Sallyport.Cli.Kubeconfigs;

/// <summary>Changes a list with dashes by whole lines.</summary>
internal static class BlockListEdit
{
    public static IEnumerable<Splice> Of(
        string text, YamlMapping root, KubeconfigSection section, YamlList list, IReadOnlyCollection<EntryChange> changes)
    {
        var lineBreak = LineText.Break(text);
        foreach (var change in changes.Where(change => change.Existing is not null))
        {
            var item = list.Items[change.Existing!.Index];
            yield return new Splice(
                LineText.DashLine(text, item.Start, list.Column),
                LineText.After(text, item.End),
                change.Wanted is { } wanted ? EntryText.Block(wanted, list.Column, lineBreak) + lineBreak : "");
        }

        var added = changes.Where(change => change.Existing is null).Select(change => EntryText.Block(change.Wanted!, list.Column, lineBreak)).ToArray();
        if (added.Length > 0)
        {
            yield return LineText.Insert(text, LineText.After(text, list.Items[^1].End), string.Join(lineBreak, added));
        }
        else if (changes.Count(change => change.Wanted is null) == list.Items.Count)
        {
            var colon = LineText.ColonAfter(text, root.KeyOf(section.List)!.End) + 1;
            yield return new Splice(colon, colon, " []");
        }
    }
}
