using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Sallyport.Hub.Audit;

/// <summary>
/// Makes text from the wire fit to be kept and shown: visible characters alone, no credentials, bounded, with a hash of
/// what was cut.
/// </summary>
internal static partial class AuditText
{
    public const int LongestTarget = 2048;
    public const int LongestText = 512;

    /// <summary>How far past the limit is looked, so that a credential that crosses it is still seen whole.</summary>
    private const int Margin = 256;

    private static readonly SearchValues<char> Plain =
        SearchValues.Create([.. Enumerable.Range(0x20, 0x7F - 0x20).Select(c => (char)c)]);

    /// <summary>What every credential has in it; a text without any of them needs no closer look.</summary>
    private static readonly SearchValues<string> CredentialMarks =
        SearchValues.Create(["spt_", "sps_", "spj_", "bearer", "eyJ"], StringComparison.OrdinalIgnoreCase);

    public static string? Clean(string? text, int longest = LongestText)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (text.Length <= longest && !text.AsSpan().ContainsAnyExcept(Plain) && !text.AsSpan().ContainsAny(CredentialMarks))
        {
            return text;
        }

        var looked = text.Length > longest + Margin ? text.AsSpan(0, longest + Margin) : text;
        var shown = Visible(Credential().Replace(looked.ToString(), "[redacted]"));
        return text.Length <= longest && shown.Length <= longest
            ? shown
            : $"{Cut(shown, longest)}... ({text.Length} characters, sha256:{Hash(text)})";
    }

    /// <summary>A request target: as <see cref="Clean"/>, and without the values of query keys that name something secret.</summary>
    public static string Target(string target)
    {
        var query = target.IndexOf('?', StringComparison.Ordinal);
        if (query < 0)
        {
            return Clean(target, LongestTarget) ?? "";
        }

        var hidden = SecretValue().Replace(target.Length > 2 * LongestTarget ? target[..(2 * LongestTarget)] : target, "$1=[redacted]");
        var clean = Clean(hidden, LongestTarget)!;
        return target.Length > 2 * LongestTarget ? $"{clean} (whole: {target.Length} characters, sha256:{Hash(target)})" : clean;
    }

    private static string Visible(string text)
    {
        if (!text.AsSpan().ContainsAnyExcept(Plain))
        {
            return text;
        }

        var visible = new StringBuilder(text.Length + 16);
        Span<char> pair = stackalloc char[2];
        for (var rest = text.AsSpan(); rest.Length > 0;)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var consumed) == OperationStatus.Done && IsVisible(rune))
            {
                visible.Append(pair[..rune.EncodeToUtf16(pair)]);
            }
            else
            {
                foreach (var c in rest[..consumed])
                {
                    visible.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
                }
            }

            rest = rest[consumed..];
        }

        return visible.ToString();
    }

    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.Surrogate);

    private static ReadOnlySpan<char> Cut(string text, int longest)
    {
        if (text.Length <= longest)
        {
            return text;
        }

        return text.AsSpan(0, char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest);
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    [GeneratedRegex(@"sp[a-z]_[0-9A-Za-z_-]{16,}|(?i:bearer)\s+[^\s,;]{8,}|eyJ[0-9A-Za-z_-]{8,}\.[0-9A-Za-z_-]+(\.[0-9A-Za-z_-]*)?")]
    private static partial Regex Credential();

    // Whoever is refused is written down too, strangers included: each attempt ends at the next '?', so none is long.
    [GeneratedRegex(@"(?<=[?&;])((?=[^?=&;#]*?(?:token|secret|passw|authorization|credential|api_?key|%))[^?=&;#]*)=[^&;#]*", RegexOptions.IgnoreCase)]
    private static partial Regex SecretValue();
}
