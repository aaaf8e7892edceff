using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace Sallyport.Demo.Store;

/// <summary>A label selector, from a query (<c>app=a,tier in (x,y),!z</c>) or from an object's spec.</summary>
internal sealed class LabelSelector
{
    public static readonly LabelSelector Everything = new([]);
    private readonly ImmutableArray<Requirement> _requirements;

    private LabelSelector(ImmutableArray<Requirement> requirements) => _requirements = requirements;

    public bool Matches(ImmutableDictionary<string, string> labels)
    {
        foreach (Requirement requirement in _requirements)
        {
            if (!requirement.Holds(labels))
            {
                return false;
            }
        }

        return true;
    }

    public static LabelSelector FromSpec(JsonNode? selector)
    {
        ImmutableArray<Requirement>.Builder all = ImmutableArray.CreateBuilder<Requirement>();
        foreach ((string key, JsonNode? value) in selector.Map("matchLabels") ?? [])
        {
            all.Add(new Requirement(key, "in", [value?.ToString() ?? ""]));
        }

        foreach (JsonObject expression in selector.Items("matchExpressions"))
        {
            string operation = (expression.Text("operator") ?? "").ToLowerInvariant();
            all.Add(new Requirement(expression.Text("key") ?? "", operation, [.. expression.Texts("values")]));
        }

        return new LabelSelector(all.ToImmutable());
    }

    public static LabelSelector FromMap(JsonObject? labels) =>
        new([.. (labels ?? []).Select(pair => new Requirement(pair.Key, "in", [pair.Value?.ToString() ?? ""]))]);

    public static bool TryParse(string text, [NotNullWhen(true)] out LabelSelector? selector)
    {
        selector = null;
        ImmutableArray<Requirement>.Builder all = ImmutableArray.CreateBuilder<Requirement>();
        foreach (string part in SplitOutsideParentheses(text))
        {
            if (Requirement.Parse(part) is not { } requirement)
            {
                return false;
            }

            all.Add(requirement);
        }

        selector = new LabelSelector(all.ToImmutable());
        return true;
    }

    private static IEnumerable<string> SplitOutsideParentheses(string text)
    {
        int depth = 0, start = 0;
        for (int i = 0; i <= text.Length; i++)
        {
            char c = i == text.Length ? ',' : text[i];
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && (depth == 0 || i == text.Length))
            {
                if (text[start..i].Trim() is { Length: > 0 } part)
                {
                    yield return part;
                }

                start = i + 1;
            }
        }
    }

    private sealed record Requirement(string Key, string Operation, ImmutableArray<string> Values)
    {
        public bool Holds(ImmutableDictionary<string, string> labels)
        {
            bool there = labels.TryGetValue(Key, out string? value);
            return Operation switch
            {
                "in" => there && Values.Contains(value!),
                "notin" => !there || !Values.Contains(value!),
                "exists" => there,
                "doesnotexist" => !there,
                _ => false,
            };
        }

        public static Requirement? Parse(string part)
        {
            foreach ((string sign, string operation) in
                (ReadOnlySpan<(string, string)>)[("!=", "notin"), ("==", "in"), ("=", "in")])
            {
                int at = part.IndexOf(sign, StringComparison.Ordinal);
                if (at > 0 && !part.Contains('('))
                {
                    return Named(part[..at], operation, [part[(at + sign.Length)..].Trim()]);
                }
            }

            if (part[0] == '!')
            {
                return Named(part[1..], "doesnotexist", []);
            }

            string[] words = part.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 1)
            {
                return Named(part, "exists", []);
            }

            string rest = words[1].Trim();
            string verb = rest.Split('(', 2)[0].Trim();
            return verb is "in" or "notin" && rest.Contains('(') && rest.EndsWith(')')
                ? Named(words[0], verb, [.. rest[(rest.IndexOf('(') + 1)..^1].Split(',', StringSplitOptions.TrimEntries)])
                : null;
        }

        private static Requirement? Named(string key, string operation, ImmutableArray<string> values)
        {
            key = key.Trim();
            return key.Length > 0 && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/')
                ? new Requirement(key, operation, values)
                : null;
        }
    }
}
