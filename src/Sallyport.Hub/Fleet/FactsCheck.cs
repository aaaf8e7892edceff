using Sallyport.Access.Enforcement;
using Sallyport.Hub.Gateway;
using Sallyport.Tunnel.Protocol;

namespace Sallyport.Hub.Fleet;

/// <summary>An agent's facts are shown to people and weighed in decisions, so they are looked at first.</summary>
internal static class FactsCheck
{
    private const int LongestVersion = 128;

    /// <exception cref="FormatException">A fact is not what it should be; the message says which.</exception>
    public static AgentFacts Checked(AgentFacts facts)
    {
        Ceiling.Parse(facts.Ceiling);
        if (facts.AgentNamespace.Length > 0 && !DnsLabel.IsValid(facts.AgentNamespace))
        {
            throw new FormatException("the agent's namespace is no namespace name");
        }

        if (!IsPlain(facts.AgentVersion) || !IsPlain(facts.KubernetesVersion) || !IsPlain(facts.InstanceId) || !IsPlain(facts.ClusterUid))
        {
            throw new FormatException("a version or id is not plain text");
        }

        return facts;
    }

    /// <exception cref="FormatException">A name is none that a namespace can have, or is there twice.</exception>
    public static IReadOnlyList<NamespaceFacts> Checked(IReadOnlyList<NamespaceFacts> namespaces) =>
        namespaces.All(n => n is { Name: not null, Labels: not null } && DnsLabel.IsValid(n.Name))
        && namespaces.DistinctBy(n => n.Name, StringComparer.Ordinal).Count() == namespaces.Count
            ? namespaces
            : throw new FormatException("a namespace has no name that one can have, or a name is there twice");

    private static bool IsPlain(string text) =>
        text.Length <= LongestVersion && text.All(c => char.IsAsciiLetterOrDigit(c) || "-+._~:/ ()".Contains(c));
}
