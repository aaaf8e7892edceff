using Sallyport.Access.Decisions;

namespace Sallyport.Hub.Api;

/// <summary>A decision as it is explained.</summary>
/// <param name="Allowed">Whether the hub allows it.</param>
/// <param name="Reason">Why, as a sentence.</param>
/// <param name="DecidedBy">Which part of the policy decided.</param>
/// <param name="Assignment">The assignment that allows it, or came nearest.</param>
/// <param name="Group">The group that would be impersonated.</param>
/// <param name="Weighed">Every assignment, setting and guardrail that was weighed, a sentence each.</param>
internal sealed record CanIAnswer(
    bool Allowed, string Reason, DecidedBy DecidedBy, AssignmentModel? Assignment, string? Group, IReadOnlyList<string> Weighed);

/// <summary>Who may do something.</summary>
/// <param name="Total">How many they are; of many the first are told.</param>
/// <param name="Allowed">They, by cluster and name.</param>
internal sealed record WhoCanAnswer(int Total, IReadOnlyList<AllowedUser> Allowed);

/// <summary>Somebody who may, in one cluster.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="User">The user.</param>
/// <param name="Assignment">The assignment that allows it.</param>
/// <param name="Limited">Whether it is keys alone, or listed commands; left out when it is not.</param>
internal sealed record AllowedUser(string Cluster, string User, AssignmentModel? Assignment, bool? Limited);
