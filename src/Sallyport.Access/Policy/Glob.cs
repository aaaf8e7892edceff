using System.Diagnostics.CodeAnalysis;

namespace Sallyport.Access.Policy;

/// <summary>A name, or a pattern of one: <c>*</c> is any run of characters, <c>?</c> any one.</summary>
public static class Glob
{
    /// <summary>Whether the text has a wildcard in it.</summary>
    public static bool IsPattern(string text) => text.AsSpan().ContainsAny('*', '?');

    /// <summary>Whether the text is a pattern of DNS-1123 names; anything else could never match, and is a mistake.</summary>
    public static bool IsValid([NotNullWhen(true)] string? text)
    {
        if (text is not { Length: > 0 and <= 253 })
        {
            return false;
        }

        foreach (var c in text)
        {
            if (!(char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.' or '*' or '?'))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Matches in time linear in both lengths' product at worst: one remembered star is enough.</summary>
    public static bool Matches(string pattern, string text) => Matches(pattern, text, textIsPattern: false);

    /// <summary>
    /// Whether all that one pattern matches is matched by another; false also where that is so and cannot be told by holding
    /// one against the other, character by character.
    /// </summary>
    public static bool Includes(string wide, string narrow) => Matches(wide, narrow, textIsPattern: true);

    private static bool Matches(string pattern, string text, bool textIsPattern)
    {
        int p = 0, t = 0, star = -1, resume = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                resume = t;
            }
            else if (p < pattern.Length && (pattern[p] == '?' ? !textIsPattern || text[t] != '*' : pattern[p] == text[t]))
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++resume;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '*')
        {
            p++;
        }

        return p == pattern.Length;
    }
}

/// <summary>A name or a pattern of names, told apart once.</summary>
internal readonly record struct NamePattern(string Text)
{
    public bool IsGlob { get; } = Glob.IsPattern(Text);

    public bool Matches(string name) => IsGlob ? Glob.Matches(Text, name) : Text == name;
}
