using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Sallyport.Cli.Kubeconfigs;

/// <summary>Reads where everything in the first document of a YAML text stands. kubectl reads no further either.</summary>
internal sealed class YamlOutline
{
    private const int Deepest = 64;
    private readonly Parser _parser;
    private int _depth;

    private YamlOutline(string text) => _parser = new Parser(new StringReader(text));

    /// <summary>Null when there is nothing but comments.</summary>
    /// <exception cref="YamlException">It is no YAML.</exception>
    public static YamlNode? Read(string text)
    {
        var outline = new YamlOutline(text);
        try
        {
            outline._parser.Consume<StreamStart>();
            return outline._parser.TryConsume<DocumentStart>(out _) ? outline.Node() : null;
        }
        catch (InvalidOperationException)
        {
            // How the library ends at some texts that break off; where it stood is all that is known.
            var at = outline._parser.Current?.End ?? Mark.Empty;
            throw new YamlException(at, at, "It breaks off, or a bracket is not closed.");
        }
    }

    private YamlNode Node()
    {
        if (++_depth > Deepest)
        {
            throw new YamlException("It is nested too deeply.");
        }

        YamlNode node = _parser.Current switch
        {
            MappingStart => Mapping(_parser.Consume<MappingStart>()),
            SequenceStart => List(_parser.Consume<SequenceStart>()),
            AnchorAlias => Alias(_parser.Consume<AnchorAlias>()),
            _ => Scalar(_parser.Consume<Scalar>()),
        };
        _depth--;
        return node;
    }

    private YamlMapping Mapping(MappingStart start)
    {
        var members = new List<KeyValuePair<YamlNode, YamlNode>>();
        while (!_parser.Accept<MappingEnd>(out _))
        {
            var key = Node();
            var value = Node();
            if (key is YamlScalar name && members.Any(member => member.Key is YamlScalar other && other.Text == name.Text))
            {
                throw new YamlException(start.Start, start.End, $"'{name.Text}' stands there twice.");
            }

            members.Add(new(key, value));
        }

        var end = _parser.Consume<MappingEnd>();
        var flow = start.Style == MappingStyle.Flow;
        var last = members.Count == 0 ? Index(start.End) : Math.Max(members[^1].Key.End, members[^1].Value.End);
        return new YamlMapping(Index(start.Start), flow ? Index(end.Start) + 1 : last, Column(start.Start), flow, members);
    }

    private YamlList List(SequenceStart start)
    {
        var items = new List<YamlNode>();
        while (!_parser.Accept<SequenceEnd>(out _))
        {
            items.Add(Node());
        }

        var end = _parser.Consume<SequenceEnd>();
        var flow = start.Style == SequenceStyle.Flow;
        var last = items.Count == 0 ? Index(start.End) : items[^1].End;
        return new YamlList(Index(start.Start), flow ? Index(end.Start) + 1 : last, Column(start.Start), flow, items);
    }

    private static YamlAlias Alias(AnchorAlias alias) =>
        new(Index(alias.Start), Index(alias.End), Column(alias.Start), alias.Value.Value);

    private static YamlScalar Scalar(Scalar scalar) =>
        new(Index(scalar.Start), Index(scalar.End), Column(scalar.Start), scalar.Value, scalar.Style == ScalarStyle.Plain);

    private static int Index(Mark mark) => (int)mark.Index;

    private static int Column(Mark mark) => (int)mark.Column - 1;
}
