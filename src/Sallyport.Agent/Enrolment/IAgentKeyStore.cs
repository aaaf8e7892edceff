namespace Sallyport.Agent.Enrolment;

/// <summary>Where the agent keeps its key pair and certificate between starts.</summary>
internal interface IAgentKeyStore
{
    /// <summary>The place, for the log.</summary>
    string Place { get; }

    Task<AgentKeys?> LoadAsync(CancellationToken cancellationToken);

    Task SaveAsync(AgentKeys keys, CancellationToken cancellationToken);
}
