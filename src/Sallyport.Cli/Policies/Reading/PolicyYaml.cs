using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Sallyport.Cli.Policies.Reading;

/// <summary>Reads every document of a YAML (or JSON) text, with where everything stands.</summary>
internal sealed class PolicyYaml
{
    private const int Deepest = 32;
    private readonly Parser _parser;
    private readonly string _file;
    private readonly List<PolicyProblem> _problems;
    private int _depth;

    private PolicyYaml(string file, string text, List<PolicyProblem> problems) =>
        (_parser, _file, _problems) = (new Parser(new StringReader(text)), file, problems);

    /// <summary>Reads the documents; what has no content is none. What is wrong is added to the problems, and reading goes on where it can.</summary>
    public static IReadOnlyList<PolicyNode> Read(string file, string text, List<PolicyProblem> problems)
    {
        var documents = new List<PolicyNode>();
        var reader = new PolicyYaml(file, text, problems);
        try
        {
            reader._parser.Consume<StreamStart>();
            while (reader._parser.TryConsume<DocumentStart>(out _))
            {
                if (reader.Node() is var node and not PolicyText { IsNull: true })
                {
                    documents.Add(node);
                }

                reader._parser.Consume<DocumentEnd>();
            }
        }
        catch (YamlException broken)
        {
            problems.Add(new PolicyProblem(file, (int)broken.Start.Line, (int)broken.Start.Column, $"This is no YAML: {broken.Message}"));
        }

        catch (InvalidOperationException)
        {
            // How the library ends at some texts that break off; where it stood is all that is known.
            var at = reader._parser.Current?.End ?? Mark.Empty;
            problems.Add(new PolicyProblem(file, (int)at.Line, (int)at.Column, "This is no YAML: it breaks off, or a bracket is not closed."));
        }

        return documents;
    }

    private PolicyNode Node()
    {
        if (++_depth > Deepest)
        {
            throw new YamlException(_parser.Current!.Start, _parser.Current.End, "it is nested too deeply.");
        }

        PolicyNode node = _parser.Current switch
        {
            MappingStart => Map(_parser.Consume<MappingStart>()),
            SequenceStart => List(_parser.Consume<SequenceStart>()),
            AnchorAlias => Alias(_parser.Consume<AnchorAlias>()),
            _ => Text(_parser.Consume<Scalar>()),
        };
        _depth--;
        return node;
    }

    private PolicyMap Map(MappingStart start)
    {
        var members = new List<PolicyMember>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var name = Node();
            var value = Node();
            if (name is not PolicyText text)
            {
                _problems.Add(new PolicyProblem(_file, name.Line, name.Column, "The name of a member is a text."));
            }
            else if (members.Find(other => other.Name.Text == text.Text) is { } first)
            {
                _problems.Add(new PolicyProblem(_file, text.Line, text.Column, $"{text.Text} stands there twice; first in line {first.Name.Line}."));
            }
            else
            {
                members.Add(new PolicyMember(text, value));
            }
        }

        return new PolicyMap((int)start.Start.Line, (int)start.Start.Column, members);
    }

    private PolicyList List(SequenceStart start)
    {
        var items = new List<PolicyNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(Node());
        }

        return new PolicyList((int)start.Start.Line, (int)start.Start.Column, items);
    }

    /// <summary>A document that says itself by another part of itself is one that a reader may take for another.</summary>
    private PolicyText Alias(AnchorAlias alias)
    {
        _problems.Add(new PolicyProblem(
            _file, (int)alias.Start.Line, (int)alias.Start.Column, $"*{alias.Value.Value} refers to another part of the file, which is not followed: quote a text that begins with *."));
        return new PolicyText((int)alias.Start.Line, (int)alias.Start.Column, alias.Value.Value, Plain: false);
    }

    private static PolicyText Text(Scalar scalar) =>
        new((int)scalar.Start.Line, (int)scalar.Start.Column, scalar.Value, scalar.Style == ScalarStyle.Plain);
}
