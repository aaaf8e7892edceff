using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Sallyport.Hub.Console.Feeds.Calls;
using Sallyport.Hub.Console.Kubectl.Printing;

namespace Sallyport.Hub.Console.Kubectl.JsonPath;

/// <summary>Evaluates templates and expressions over an object, within bounds of work and output.</summary>
internal sealed class PathWalk
{
    private const int MostSteps = 2_000_000;
    private const int MostOutput = 4 << 20;

    private int _steps;

    /// <summary>What a template prints.</summary>
    /// <param name="template">The template.</param>
    /// <param name="root">The object.</param>
    /// <param name="asJson">Whether values are printed as JSON.</param>
    /// <exception cref="KubectlFault">It cannot be evaluated, or takes too much.</exception>
    public string Print(ImmutableArray<Piece> template, JsonElement root, bool asJson = false)
    {
        var text = new StringBuilder();
        Print(template, root, asJson, text);
        return text.ToString();
    }

    /// <summary>The values that an expression gives; those that are not there are left out.</summary>
    public List<JsonElement> Values(ImmutableArray<PathStep> steps, JsonElement from)
    {
        List<JsonElement> values = [from];
        foreach (var step in steps)
        {
            var next = new List<JsonElement>();
            foreach (var value in values)
            {
                Walk(step, value, next);
            }

            values = next;
        }

        return values;
    }

    private void Print(ImmutableArray<Piece> pieces, JsonElement from, bool asJson, StringBuilder text)
    {
        foreach (var piece in pieces)
        {
            Count();
            switch (piece)
            {
                case TextPiece plain:
                    text.Append(plain.Text);
                    break;
                case PathPiece path:
                    var values = Values(path.Steps, from);
                    _ = asJson ? text.Append('[').AppendJoin(",", values.Select(KubeJson.Compact)).Append(']') : text.AppendJoin(' ', values.Select(Text));
                    break;
                case RangePiece range:
                    foreach (var value in Values(range.Over, from))
                    {
                        Print(range.Body, value, asJson, text);
                    }

                    break;
            }

            if (text.Length > MostOutput)
            {
                throw new KubectlFault("error: the expression prints too much: narrow it.");
            }
        }
    }

    /// <summary>A value as a template prints it: texts as they are, what is made of parts as JSON.</summary>
    public static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null => "",
        JsonValueKind.Object or JsonValueKind.Array => KubeJson.Compact(value),
        _ => value.GetRawText(),
    };

    private void Walk(PathStep step, JsonElement value, List<JsonElement> to)
    {
        Count();
        switch (step)
        {
            case ValueStep written:
                to.Add(written.Value);
                break;
            case MemberStep { Name: "" }:
                to.Add(value);
                break;
            case MemberStep member:
                if (value.At(member.Name) is { ValueKind: not JsonValueKind.Undefined } found)
                {
                    to.Add(found);
                }

                break;
            case EachStep:
                to.AddRange(Below(value));
                break;
            case DescendStep:
                Descend(value, to);
                break;
            case SliceStep slice when value.ValueKind == JsonValueKind.Array:
                Slice(slice, value, to);
                break;
            case SliceStep when value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined):
                throw new KubectlFault($"error: error executing jsonpath: {(value.ValueKind == JsonValueKind.Object ? "an object" : Text(value))} is not array or slice");
            case UnionStep union:
                to.AddRange(union.Of.SelectMany(steps => Values(steps, value)));
                break;
            case FilterStep filter:
                to.AddRange((value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : Enumerable.Empty<JsonElement>()).Where(item => Holds(filter, item)));
                break;
        }
    }

    private void Descend(JsonElement value, List<JsonElement> to)
    {
        Count();
        to.Add(value);
        foreach (var below in Below(value))
        {
            Descend(below, to);
        }
    }

    private static void Slice(SliceStep slice, JsonElement array, List<JsonElement> to)
    {
        var length = array.GetArrayLength();
        var from = slice.From is { } first ? first < 0 ? first + length : first : 0;
        if (slice.Single)
        {
            if (from < 0 || from >= length)
            {
                throw new KubectlFault($"error: error executing jsonpath: array index out of bounds: index {slice.From}, length {length}");
            }

            to.Add(array[from]);
            return;
        }

        var end = Math.Min(length, slice.To is { } last ? last < 0 ? last + length : last : length);
        for (var i = Math.Max(0, from); i < end; i += slice.By)
        {
            to.Add(array[i]);
        }
    }

    private bool Holds(FilterStep filter, JsonElement item)
    {
        var left = Values(filter.Left, item);
        if (filter.Operator.Length == 0)
        {
            return left.Count > 0;
        }

        var right = Values(filter.Right, item);
        if (left.Count == 0 || right.Count == 0)
        {
            return false;
        }

        return left.Count > 1 || right.Count > 1
            ? throw new KubectlFault("error: error executing jsonpath: can only compare one element at a time")
            : ValueOrder.Holds(left[0], filter.Operator, right[0]);
    }

    private static IEnumerable<JsonElement> Below(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray(),
        JsonValueKind.Object => value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal).Select(member => member.Value),
        _ => [],
    };

    private void Count()
    {
        if (++_steps > MostSteps)
        {
            throw new KubectlFault("error: the expression takes too long: narrow it.");
        }
    }
}
