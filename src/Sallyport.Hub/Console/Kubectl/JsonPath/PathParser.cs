using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Sallyport.Hub.Console.Kubectl.JsonPath;

/// <summary>What stands in braces: a text, the word <c>range</c> or <c>end</c>, an expression.</summary>
internal sealed record PathPart(string? Word, string? Text, ImmutableArray<PathStep> Steps);

/// <summary>Reads the inside of one pair of braces.</summary>
internal sealed class PathParser(string template, int at)
{
    private int _at = at;

    /// <summary>Where the text after the closing brace begins.</summary>
    public int At => _at;

    /// <summary>The next part; null after the closing brace.</summary>
    public PathPart? Next()
    {
        SkipBlanks();
        if (Peek == '}')
        {
            _at++;
            return null;
        }

        if (Peek is '"' or '\'')
        {
            return new PathPart(null, ReadQuoted(), []);
        }

        if (char.IsAsciiLetter(Peek))
        {
            var word = ReadWord();
            return word switch
            {
                "range" => new PathPart(word, null, ReadSteps("}")),
                "end" => new PathPart(word, null, []),
                "true" or "false" => new PathPart(null, null, [new ValueStep(JsonSerializer.SerializeToElement(word == "true"))]),
                _ => throw Fault($"unrecognized identifier {word}"),
            };
        }

        return new PathPart(null, null, ReadSteps("}"));
    }

    /// <summary>An expression that ends before one of these characters, or before a blank.</summary>
    public ImmutableArray<PathStep> ReadSteps(string ends)
    {
        var steps = ImmutableArray.CreateBuilder<PathStep>();
        SkipBlanks();
        for (var begin = _at; ; begin = _at)
        {
            switch (Peek)
            {
                case '\0':
                    throw Fault("unclosed action");
                case '$' or '@':
                    _at++;
                    break;
                case '.' when Ahead == '.':
                    _at += 2;
                    steps.Add(new DescendStep());
                    if (Peek is not ('[' or '.' or '}' or ' '))
                    {
                        steps.Add(ReadMember());
                    }

                    break;
                case '.':
                    _at++;
                    steps.Add(ReadMember());
                    break;
                case '[' when Ahead == '?':
                    steps.Add(ReadFilter());
                    break;
                case '[':
                    steps.Add(ReadBrackets());
                    break;
                case '"' or '\'' when _at == begin && steps.Count == 0:
                    return [new ValueStep(JsonSerializer.SerializeToElement(ReadQuoted()))];
                case '-' or '+' or (>= '0' and <= '9') when steps.Count == 0:
                    return [ReadNumber()];
                case var c when char.IsAsciiLetter(c) && steps.Count == 0:
                    return ReadTruth();
                case var c when c == ' ' || ends.Contains(c, StringComparison.Ordinal):
                    return steps.ToImmutable();
                default:
                    throw Fault($"unrecognized character in action: '{Peek}'");
            }
        }
    }

    private char Peek => _at < template.Length ? template[_at] : '\0';

    private char Ahead => _at + 1 < template.Length ? template[_at + 1] : '\0';

    private void SkipBlanks()
    {
        while (Peek == ' ')
        {
            _at++;
        }
    }

    private string ReadWord()
    {
        var begin = _at;
        while (char.IsAsciiLetterOrDigit(Peek) || Peek == '_')
        {
            _at++;
        }

        return template[begin.._at];
    }

    private ImmutableArray<PathStep> ReadTruth() => ReadWord() switch
    {
        "true" => [new ValueStep(JsonSerializer.SerializeToElement(true))],
        "false" => [new ValueStep(JsonSerializer.SerializeToElement(false))],
        var word => throw Fault($"unrecognized identifier {word}"),
    };

    private PathStep ReadMember()
    {
        var name = new StringBuilder();
        for (; _at < template.Length && !(Peek is ' ' or '.' or '[' or ']' or '}' or ')' or '=' or '!' or '<' or '>'); _at++)
        {
            if (Peek == '\\' && ++_at >= template.Length)
            {
                break;
            }

            name.Append(template[_at]);
        }

        return name.Equals("*") ? new EachStep() : new MemberStep(name.ToString());
    }

    private ValueStep ReadNumber()
    {
        var begin = _at++;
        while (char.IsAsciiDigit(Peek) || Peek == '.')
        {
            _at++;
        }

        return double.TryParse(template.AsSpan(begin, _at - begin), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? new ValueStep(JsonSerializer.SerializeToElement(number))
            : throw Fault("cannot parse number");
    }

    private string ReadQuoted()
    {
        var (text, quote) = (new StringBuilder(), Peek);
        for (_at++; Peek != quote; _at++)
        {
            if (_at >= template.Length)
            {
                throw Fault("unterminated quoted string");
            }

            text.Append(Peek == '\\' && Ahead != '\0' ? template[++_at] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', var c => c } : Peek);
        }

        _at++;
        return text.ToString();
    }

    private ImmutableArray<ImmutableArray<PathStep>> ReadInside()
    {
        var of = ImmutableArray.CreateBuilder<ImmutableArray<PathStep>>();
        do
        {
            _at++;
            SkipBlanks();
            if (Peek is '\'' or '"')
            {
                of.Add([new MemberStep(ReadQuoted())]);
            }
            else
            {
                var begin = _at;
                while (_at < template.Length && Peek is not (']' or ',' or '}'))
                {
                    _at++;
                }

                of.Add([Slice(template[begin.._at].Trim())]);
            }

            SkipBlanks();
        }
        while (Peek == ',');
        return Peek == ']' ? of.ToImmutable() : throw Fault("unterminated array");
    }

    private PathStep ReadBrackets()
    {
        var inside = ReadInside();
        _at++;
        return inside.Length == 1 ? inside[0][0] : new UnionStep(inside);
    }

    private SliceStep Slice(string text)
    {
        if (text == "*")
        {
            return new SliceStep(null, null, 1, Single: false);
        }

        var parts = text.Split(':');
        var numbers = parts.Select(part => int.TryParse(part, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : (int?)null).ToArray();
        return parts.Length > 3 || (parts.Length == 1 && numbers[0] is null) || parts.Where((part, i) => part.Length > 0 && numbers[i] is null).Any() || (parts.Length == 3 && numbers[2] < 1)
            ? throw Fault($"invalid array index {text}")
            : new SliceStep(numbers[0], parts.Length > 1 ? numbers[1] : null, parts.Length > 2 ? numbers[2] ?? 1 : 1, parts.Length == 1);
    }

    private FilterStep ReadFilter()
    {
        _at += 2;
        if (Peek != '(')
        {
            throw Fault("expected ( after ?");
        }

        _at++;
        var left = ReadSteps(")=!<>");
        SkipBlanks();
        var begin = _at;
        while (Peek is '=' or '!' or '<' or '>')
        {
            _at++;
        }

        var by = template[begin.._at];
        if (by is not ("" or "==" or "!=" or "<" or ">" or "<=" or ">="))
        {
            throw Fault($"unrecognized filter operator {by}");
        }

        ImmutableArray<PathStep> right = by.Length == 0 ? [] : ReadSteps(")");
        SkipBlanks();
        if (Peek != ')' || Ahead != ']')
        {
            throw Fault("unterminated filter");
        }

        _at += 2;
        return new FilterStep(left, by, right);
    }

    private KubectlFault Fault(string why) => new($"error: error parsing jsonpath {template}, {why}");

}
