using Sallyport.Cli.Commands;

namespace Sallyport.Cli.Api;

internal sealed record CanIQuestion(
    string Cluster, string Verb, string Resource, string? Group, string? Subresource, string? Namespace, string? Name, string? User)
{
    public static CanIQuestion About(AskedAction action, string cluster, string? user) =>
        new(cluster, action.Verb, action.Resource, action.Group, action.Subresource, action.Namespace, action.Name, user);
}

/// <summary>A decision: what made it, as which group the request goes on, and all that was weighed.</summary>
internal sealed record CanIAnswer(bool Allowed, string Reason, Assignment? Assignment, string? Group, string[]? Weighed);

internal sealed record WhoCanQuestion(
    string Verb, string Resource, string? Cluster, string? Group, string? Subresource, string? Namespace, string? Name);

/// <summary>Those who may, up to as many as the hub tells at once, and how many there are.</summary>
internal sealed record WhoCanAnswer(int Total, AllowedUser[] Allowed);

/// <summary>Limited is keys alone, or listed commands.</summary>
internal sealed record AllowedUser(string Cluster, string User, Assignment? Assignment, bool? Limited);
