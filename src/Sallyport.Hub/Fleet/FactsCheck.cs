using Sallyport.Access.Enforcement;
using Sallyport.Access.Requests;
using Sallyport.Hub.Gateway;
using Sallyport.Tunnel.Protocol;

namespace Sallyport.Hub.Fleet;

/// <summary>An agent's facts are shown to people and weighed in decisions, so they are looked at first.</summary>
internal static class FactsCheck
{
    private const int LongestVersion = 128;

    /// <summary>Twice what Kubernetes itself is tested with. Groups to keep in step are counted in namespaces.</summary>
    private const int MostNamespaces = 20_000;

    private const int MostGrants = 200;

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

        return facts.ClusterScopedResources.All(IsPlain)
            ? facts with { AuthenticatedGrants = [.. facts.AuthenticatedGrants.Take(MostGrants).Select(VisibleText.Ascii)] }
            : throw new FormatException("a resource's name is not plain text");
    }

    /// <exception cref="FormatException">A name is none that a namespace can have, or is there twice.</exception>
    public static IReadOnlyList<NamespaceFacts> Checked(IReadOnlyList<NamespaceFacts> namespaces) =>
        namespaces.Count <= MostNamespaces
        && namespaces.All(n => n is { Name: not null, Labels: not null } && DnsLabel.IsValid(n.Name) && n.Labels.Values.All(value => value is not null))
        && namespaces.DistinctBy(n => n.Name, StringComparer.Ordinal).Count() == namespaces.Count
            ? namespaces
            : throw new FormatException($"a namespace has no name or label that one can have, a name is there twice, or they are more than {MostNamespaces}");

    private static bool IsPlain(string? text) =>
        text is not null && text.Length <= LongestVersion && text.All(c => char.IsAsciiLetterOrDigit(c) || "-+._~:/ ()".Contains(c));
}
