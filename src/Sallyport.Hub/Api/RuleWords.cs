using System.Security.Cryptography;
using System.Text;
using Sallyport.Access.Policy;

namespace Sallyport.Hub.Api;

/// <summary>Rules in words, for the audit.</summary>
internal static class RuleWords
{
    /// <summary>The audit keeps so much of a change; what was before must find room in it beside what is now.</summary>
    private const int Longest = 400;

    public static string Of(IEnumerable<PolicyRule> rules)
    {
        var all = rules.ToList();
        var words = string.Join("; ", all.Select(Of));
        return words.Length == 0 ? "nothing"
            : words.Length <= Longest ? words
            : $"{words[..Longest]}... ({all.Count} rules, sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words)))[..16]})";
    }

    private static string Of(PolicyRule rule) => $"{Joined(rule.Verbs)} " + (rule.NonResourceUrls.IsEmpty
        ? Joined(rule.Resources.Select(resource => Resource(rule, resource))) + (rule.ResourceNames.IsEmpty ? "" : $" named {Joined(rule.ResourceNames)}")
        : Joined(rule.NonResourceUrls));

    private static string Resource(PolicyRule rule, string resource) =>
        rule.ApiGroups is [""] ? resource : $"{resource} of {string.Join('|', rule.ApiGroups.Select(group => group.Length == 0 ? "core" : group))}";

    private static string Joined(IEnumerable<string> texts) => string.Join(",", texts);
}
