using System.Text.Json.Nodes;

namespace Sallyport.Cli.Kubeconfigs;

/// <summary>Finds the splices that change one of a kubeconfig's lists, in whichever style it is written.</summary>
internal static class SectionEdit
{
    /// <exception cref="CommandException">There is something else than a list.</exception>
    public static IEnumerable<Splice> Of(string text, YamlMapping root, KubeconfigSection section, IReadOnlyCollection<EntryChange> changes)
    {
        var added = changes.Where(change => change.Existing is null).Select(change => change.Wanted!).ToArray();
        return root[section.List] switch
        {
            YamlList { Flow: true, Items.Count: > 0 } list => FlowListEdit.Of(text, list, changes),
            YamlList { Flow: false } list => BlockListEdit.Of(text, root, section, list, changes),
            null when added.Length == 0 => [],
            null when root.Flow => [Member(text, root, section, added)],
            null => [LineText.Insert(text, LineText.After(text, root.End), BlockList(text, root, section, added))],
            YamlScalar { IsNull: true } or YamlList when added.Length == 0 => [],
            YamlScalar { IsNull: true } or YamlList => Fill(text, root, section, root[section.List]!, added),
            _ => throw new CommandException($"'{section.List}' in the kubeconfig is not a list. Nothing was changed."),
        };
    }

    /// <summary>The list takes the place of what stood for none: nothing, <c>null</c> or <c>[]</c>.</summary>
    private static IEnumerable<Splice> Fill(
        string text, YamlMapping root, KubeconfigSection section, YamlNode none, JsonObject[] added)
    {
        var colon = LineText.ColonAfter(text, root.KeyOf(section.List)!.End) + 1;
        var end = Math.Max(colon, none is YamlScalar { Text: "" } ? colon : none.End);
        if (root.Flow)
        {
            return [new Splice(colon, end, " [" + string.Join(", ", added.Select(EntryText.Flow)) + "]")];
        }

        return
        [
            new Splice(colon, end, ""),
            LineText.Insert(text, LineText.After(text, end), BlockItems(text, root.Column, added)),
        ];
    }

    private static Splice Member(string text, YamlMapping root, KubeconfigSection section, JsonObject[] added)
    {
        var list = $"\"{section.List}\": [{string.Join(", ", added.Select(EntryText.Flow))}]";
        if (root.Members.Count == 0)
        {
            return new Splice(root.Start + 1, root.Start + 1, list);
        }

        var last = root.Members[^1].Value.End;
        return new Splice(last, last, "," + LineText.LikeBefore(text, root.Members[^1].Key.Start) + list);
    }

    private static string BlockList(string text, YamlMapping root, KubeconfigSection section, JsonObject[] added) =>
        new string(' ', root.Column) + section.List + ":" + LineText.Break(text) + BlockItems(text, root.Column, added);

    private static string BlockItems(string text, int column, JsonObject[] added) =>
        string.Join(LineText.Break(text), added.Select(item => EntryText.Block(item, column, LineText.Break(text))));
}
