using System.Collections.Immutable;
using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Kinds;
using Sallyport.Hub.Console.Kubectl.JsonPath;
using Sallyport.Hub.Console.Kubectl.Printing;

namespace Sallyport.Hub.Console.Kubectl.Commands;

/// <summary>Prints columns of the user's own: <c>HEADER:PATH,HEADER:PATH</c>.</summary>
internal sealed class ColumnPrinting(Invocation line, string spec) : ObjectPrinter(line)
{
    private readonly ImmutableArray<(string Header, ImmutableArray<PathStep> Path)> _columns = Read(spec);
    private readonly TabWriter _layout = new(6, 3);
    private readonly List<List<string>> _rows = [];

    public override bool SaysNothingFound => false;

    public override async Task EndAsync()
    {
        if (!Line.Flags.Is("no-headers"))
        {
            _rows.Insert(0, [.. _columns.Select(column => column.Header)]);
        }

        foreach (var row in _rows)
        {
            _layout.Cells(row);
        }

        await _layout.PrintAsync(Line);
    }

    protected override ValueTask TakeAsync(ResourceType type, JsonElement item)
    {
        var walk = new PathWalk();
        _rows.Add([.. _columns.Select(column => Cell(walk.Values(column.Path, item)))]);
        Printed++;
        return _rows.Count <= TerminalOutput.MostLines
            ? ValueTask.CompletedTask
            : throw new KubectlFault($"error: there are more than {TerminalOutput.MostLines:N0} objects: narrow it with a namespace, -l or --field-selector.");
    }

    private static string Cell(List<JsonElement> values) =>
        values.Count == 0 ? "<none>" : PlainText.Of(string.Join(',', values.Select(GoText.Of)).Replace('\t', ' '));

    private static ImmutableArray<(string, ImmutableArray<PathStep>)> Read(string spec) =>
    [
        .. Split(spec).Select(part => part.IndexOf(':', StringComparison.Ordinal) is var colon and > 0
            ? (part[..colon], TemplateParser.ParseExpression(part[(colon + 1)..]))
            : throw new KubectlFault($"error: unexpected custom-columns spec: {part}, expected <header>:<json-path-expr>")),
    ];

    // A comma inside brackets belongs to the path.
    private static IEnumerable<string> Split(string spec)
    {
        var (begin, depth) = (0, 0);
        for (var i = 0; i <= spec.Length; i++)
        {
            if (i == spec.Length || (spec[i] == ',' && depth == 0))
            {
                yield return spec[begin..i];
                begin = i + 1;
            }
            else
            {
                depth += spec[i] is '[' or '(' ? 1 : spec[i] is ']' or ')' ? -1 : 0;
            }
        }
    }
}
