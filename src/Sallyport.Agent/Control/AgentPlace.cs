namespace Sallyport.Agent.Control;

/// <summary>Where in its cluster the agent runs: both empty when it runs outside.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="ServiceAccounts">The names of its service accounts there.</param>
internal sealed record AgentPlace(string Namespace, IReadOnlyList<string> ServiceAccounts)
{
    public static AgentPlace Outside { get; } = new("", []);
}
