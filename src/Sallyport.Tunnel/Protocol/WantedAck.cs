namespace Sallyport.Tunnel.Protocol;

/// <summary>The agent's word that the cluster authorizes the groups of a generation as wanted.</summary>
/// <param name="Epoch">The epoch of the wanted set.</param>
/// <param name="Generation">The generation that is in force now.</param>
/// <param name="Problems">Groups that could not be brought in step, and why.</param>
public sealed record WantedAck(string Epoch, long Generation, IReadOnlyList<GroupProblem> Problems);

/// <summary>A group that the cluster does not hold as wanted.</summary>
/// <param name="Group">The group's name.</param>
/// <param name="Problem">Why, as a sentence.</param>
public sealed record GroupProblem(string Group, string Problem);
