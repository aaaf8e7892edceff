using Sallyport.Access.Requests;

namespace Sallyport.Access.Policy;

/// <summary>One argument of a listed command: a text, or one with wildcards.</summary>
internal readonly record struct ArgumentPattern
{
    /// <summary>A wildcard, as no argument and no pattern's text can hold it.</summary>
    public const char Star = '\0';

    private readonly string _text;

    public ArgumentPattern(string text)
    {
        _text = text;
        HasWildcard = text.Contains(Star);
    }

    public bool HasWildcard { get; }

    /// <summary>The text of one without wildcards.</summary>
    public string Literal => HasWildcard ? "" : _text;

    /// <summary>Whether it is <c>**</c>, which only as the last word is anything.</summary>
    public bool IsOpenEnd => _text is [Star, Star];

    /// <summary>What is wrong with it, as the rest of a sentence; empty when nothing is.</summary>
    public string Problem =>
        _text.Contains("\0\0", StringComparison.Ordinal) ? "has a ** that is not its last word" :
        HasWildcard && HasDots(_text) ? "has a wildcard in a path with . or .., which matches nothing" :
        "";

    public bool Matches(string argument)
    {
        if (!HasWildcard)
        {
            return _text == argument;
        }

        // A leading dash would be an option where an operand was meant; dots lead out of the folder that was meant.
        return !(_text[0] == Star && argument.StartsWith('-')) && !HasDots(argument) && SegmentGrammar.IsVisible(argument) &&
            MatchesWild(argument);
    }

    /// <summary>Linear in both lengths' product at worst: of several wildcards, the last remembered is enough.</summary>
    private bool MatchesWild(string argument)
    {
        int p = 0, t = 0, star = -1, taken = 0;
        while (t < argument.Length)
        {
            if (p < _text.Length && _text[p] == Star && IsWild(argument[t]))
            {
                star = p++;
                taken = ++t;
            }
            else if (p < _text.Length && _text[p] == argument[t] && _text[p] != Star)
            {
                p++;
                t++;
            }
            else if (star >= 0 && IsWild(argument[taken]))
            {
                p = star + 1;
                t = ++taken;
            }
            else
            {
                return false;
            }
        }

        return p == _text.Length;
    }

    private static bool IsWild(char c) => c is not ('/' or '\\');

    /// <summary>Windows takes trailing dots and spaces away, so that "..  " is ".." there.</summary>
    private static bool HasDots(string path)
    {
        var any = false;
        var others = false;
        foreach (var c in path)
        {
            if (IsWild(c))
            {
                (any, others) = (true, others || c is not ('.' or ' '));
            }
            else if (any && !others)
            {
                return true;
            }
            else
            {
                (any, others) = (false, false);
            }
        }

        return any && !others;
    }
}
