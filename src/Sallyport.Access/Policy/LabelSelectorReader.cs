using System.Collections.Immutable;

namespace Sallyport.Access.Policy;

/// <summary>Reads the text of a label selector, strictly: what Kubernetes would refuse is refused here.</summary>
internal ref struct LabelSelectorReader(string text)
{
    private readonly string _text = text;
    private int _at;

    public ImmutableArray<LabelRequirement> Read(out string problem)
    {
        var requirements = ImmutableArray.CreateBuilder<LabelRequirement>();
        do
        {
            problem = ReadOne(out var requirement);
            if (problem.Length > 0)
            {
                return [];
            }

            requirements.Add(requirement);
        }
        while (Take(','));

        SkipSpaces();
        if (_at < _text.Length)
        {
            problem = $"the label selector \"{_text}\" has something unexpected at character {_at + 1}";
            return [];
        }

        return requirements.ToImmutable();
    }

    private string ReadOne(out LabelRequirement requirement)
    {
        requirement = default;
        var negated = Take('!');
        var key = Word();
        if (!IsKey(key))
        {
            return $"the label selector \"{_text}\" needs a label key at character {_at - key.Length + 1}";
        }

        if (negated)
        {
            requirement = new LabelRequirement(key, LabelOperator.NotExists, []);
            return "";
        }

        if (Take('!'))
        {
            return Take('=') ? OneValue(key, LabelOperator.NotIn, out requirement) : $"the label selector \"{_text}\" has a \"!\" without \"=\"";
        }

        if (Take('='))
        {
            Take('=');
            return OneValue(key, LabelOperator.In, out requirement);
        }

        var before = _at;
        switch (Word())
        {
            case "in":
                return Values(key, LabelOperator.In, out requirement);
            case "notin":
                return Values(key, LabelOperator.NotIn, out requirement);
            default:
                _at = before;
                requirement = new LabelRequirement(key, LabelOperator.Exists, []);
                return "";
        }
    }

    private string OneValue(string key, LabelOperator @operator, out LabelRequirement requirement)
    {
        var value = Word();
        requirement = new LabelRequirement(key, @operator, [value]);
        return IsValue(value) ? "" : $"\"{value}\" in the label selector \"{_text}\" is not a label value";
    }

    private string Values(string key, LabelOperator @operator, out LabelRequirement requirement)
    {
        requirement = default;
        if (!Take('('))
        {
            return $"the label selector \"{_text}\" needs values in parentheses after \"{key}\"";
        }

        var values = ImmutableArray.CreateBuilder<string>();
        do
        {
            var value = Word();
            if (!IsValue(value))
            {
                return $"\"{value}\" in the label selector \"{_text}\" is not a label value";
            }

            values.Add(value);
        }
        while (Take(','));

        requirement = new LabelRequirement(key, @operator, values.ToImmutable());
        return Take(')') ? "" : $"the label selector \"{_text}\" has a parenthesis that does not close";
    }

    private string Word()
    {
        SkipSpaces();
        var start = _at;
        while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] is '-' or '_' or '.' or '/'))
        {
            _at++;
        }

        return _text[start.._at];
    }

    private bool Take(char c)
    {
        SkipSpaces();
        if (_at < _text.Length && _text[_at] == c)
        {
            _at++;
            return true;
        }

        return false;
    }

    private void SkipSpaces()
    {
        while (_at < _text.Length && (_text[_at] is ' ' or '\t'))
        {
            _at++;
        }
    }

    private static bool IsKey(string key)
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        var name = key.AsSpan(slash + 1);
        return name.Length > 0 && IsName(name) && (slash < 0 || (slash is > 0 and <= 253 && Glob.IsValid(key[..slash])));
    }

    private static bool IsValue(string value) => value.Length == 0 || IsName(value);

    private static bool IsName(ReadOnlySpan<char> name) =>
        name.Length <= 63 && !name.Contains('/') && char.IsAsciiLetterOrDigit(name[0]) && char.IsAsciiLetterOrDigit(name[^1]);
}
