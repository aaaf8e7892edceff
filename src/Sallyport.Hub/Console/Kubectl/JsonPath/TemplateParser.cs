using System.Collections.Immutable;

namespace Sallyport.Hub.Console.Kubectl.JsonPath;

/// <summary>Reads a template in kubectl's dialect: text, and expressions in braces.</summary>
internal static class TemplateParser
{
    /// <summary>A template as <c>-o jsonpath</c> takes it.</summary>
    /// <exception cref="KubectlFault">It cannot be read.</exception>
    public static ImmutableArray<Piece> Parse(string template)
    {
        var open = new Stack<(ImmutableArray<PathStep> Over, ImmutableArray<Piece>.Builder Body)>();
        open.Push(([], ImmutableArray.CreateBuilder<Piece>()));
        for (var at = 0; at < template.Length;)
        {
            var brace = template.IndexOf('{', at);
            if (brace != at)
            {
                open.Peek().Body.Add(new TextPiece(template[at..(brace < 0 ? template.Length : brace)]));
                at = brace < 0 ? template.Length : brace;
                continue;
            }

            var parser = new PathParser(template, at + 1);
            while (parser.Next() is { } part)
            {
                Take(part, open);
            }

            at = parser.At;
        }

        return open.Count == 1 ? open.Pop().Body.ToImmutable() : throw new KubectlFault($"error: error parsing jsonpath {template}, not in range, nothing to end: a range is not ended");
    }

    /// <summary>A single expression as <c>--sort-by</c> and <c>custom-columns</c> take it, where braces and the first dot may be left out.</summary>
    public static ImmutableArray<PathStep> ParseExpression(string expression)
    {
        var bare = expression.Trim();
        bare = bare.StartsWith('{') && bare.EndsWith('}') ? bare[1..^1] : bare;
        bare = bare.StartsWith('.') || bare.StartsWith('[') || bare.StartsWith('$') || bare.StartsWith('@') ? bare : "." + bare;
        return Parse("{" + bare + "}") is [PathPiece path]
            ? path.Steps
            : throw new KubectlFault($"error: unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{{name1.name2}}' or '{{.name1.name2}}': {expression}");
    }

    private static void Take(PathPart part, Stack<(ImmutableArray<PathStep> Over, ImmutableArray<Piece>.Builder Body)> open)
    {
        switch (part)
        {
            case { Word: "range" }:
                open.Push((part.Steps, ImmutableArray.CreateBuilder<Piece>()));
                break;
            case { Word: "end" }:
                if (open.Count == 1)
                {
                    throw new KubectlFault("error: not in range, nothing to end");
                }

                var (over, body) = open.Pop();
                open.Peek().Body.Add(new RangePiece(over, body.ToImmutable()));
                break;
            case { Text: { } text }:
                open.Peek().Body.Add(new TextPiece(text));
                break;
            default:
                open.Peek().Body.Add(new PathPiece(part.Steps));
                break;
        }
    }
}
