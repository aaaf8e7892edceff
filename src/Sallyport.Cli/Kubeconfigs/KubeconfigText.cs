using System.Text.Json.Nodes;
using YamlDotNet.Core;

namespace Sallyport.Cli.Kubeconfigs;

/// <summary>
/// A kubeconfig as the text that it is. Entries are cut out of it and put into it, and all else stays byte for byte: comments,
/// order, quotes, members that this program knows nothing of.
/// </summary>
internal sealed class KubeconfigText
{
    private const string ByteOrderMark = "\uFEFF";
    private readonly string _mark;
    private readonly string _text;
    private readonly YamlMapping? _root;

    private KubeconfigText(string mark, string text, YamlMapping? root)
    {
        _mark = mark;
        _text = text;
        _root = root;
        Entries = [.. KubeconfigSection.All.SelectMany(Read)];
    }

    public IReadOnlyList<KubeconfigEntry> Entries { get; }

    /// <param name="path">What to call the text in errors.</param>
    /// <param name="text">YAML or JSON.</param>
    /// <exception cref="CommandException">It is no kubeconfig.</exception>
    public static KubeconfigText Parse(string path, string text)
    {
        var mark = text.StartsWith(ByteOrderMark, StringComparison.Ordinal) ? ByteOrderMark : "";
        text = text[mark.Length..];
        try
        {
            return YamlOutline.Read(text) switch
            {
                null or YamlScalar { IsNull: true } => new KubeconfigText(mark, text, root: null),
                YamlMapping root => new KubeconfigText(mark, text, root),
                _ => throw new CommandException($"{path} is not a kubeconfig. Nothing was changed."),
            };
        }
        catch (YamlException broken)
        {
            throw new CommandException($"{path}, line {broken.Start.Line}: this is no YAML that kubectl would read: {broken.Message} Nothing was changed.");
        }
    }

    /// <summary>The text with the changes made.</summary>
    public string Apply(IReadOnlyCollection<EntryChange> changes)
    {
        if (_root is null)
        {
            return _mark + NewKubeconfig.Write(_text, changes);
        }

        var text = _root.Flow || _text.EndsWith('\n') ? _text : _text + LineText.Break(_text);
        // A list that is new stands behind what the last one gets.
        var splices = KubeconfigSection.All.OrderBy(section => _root[section.List] is null).SelectMany(section =>
            changes.Where(change => change.Section == section).ToArray() is { Length: > 0 } here ? SectionEdit.Of(text, _root, section, here) : []);
        // From the end, so that no place moves before its turn; of two in one place, the one that is to stand first comes last.
        return _mark + splices.Reverse().OrderByDescending(splice => splice.Start).Aggregate(
            text,
            static (all, splice) => string.Concat(all.AsSpan(0, splice.Start), splice.Text, all.AsSpan(splice.End)));
    }

    /// <summary>
    /// Whether another text says what this one does but for the changes: YAML has more corners than an editor of text should be
    /// trusted with.
    /// </summary>
    public bool DiffersOnlyBy(IReadOnlyCollection<EntryChange> changes, KubeconfigText other)
    {
        var wanted = changes.Where(change => change.Wanted is not null).Select(change => change.Wanted!).ToArray();
        var written = other.Entries.Where(entry => wanted.Any(one => OwnEntries.Same(entry.Json, one))).ToHashSet();
        return written.Count == wanted.Length
            && (_root is null || JsonNode.DeepEquals(
                Rest(entry => changes.Any(change => change.Existing is { } old && old.Section == entry.Section && old.Index == entry.Index)),
                other.Rest(written.Contains)));
    }

    private JsonObject Rest(Func<KubeconfigEntry, bool> changed)
    {
        var rest = _root?.ToJson().AsObject() ?? [];
        foreach (var section in KubeconfigSection.All)
        {
            rest.Remove(section.List);
            var kept = Entries.Where(entry => entry.Section == section && !changed(entry)).Select(entry => entry.Json.DeepClone()).ToArray();
            rest[section.List] = new JsonArray(kept);
        }

        return rest;
    }

    private IEnumerable<KubeconfigEntry> Read(KubeconfigSection section) =>
        _root?[section.List] is YamlList list
            ? list.Items.Select((item, index) => new KubeconfigEntry(section, index, item.ToJson() as JsonObject ?? []))
            : [];
}
