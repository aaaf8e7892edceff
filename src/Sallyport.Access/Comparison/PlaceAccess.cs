using Sallyport.Access.Decisions;
using Sallyport.Access.Policy;
using Sallyport.Access.Requests;

namespace Sallyport.Access.Comparison;

/// <summary>What a policy gives one person in a cluster: asked of the decision itself, by the request that stands for each capability.</summary>
internal sealed class PlaceAccess(PolicySide side, string user, ClusterView cluster)
{
    private static readonly (Capability Capability, string Verb, string Resource, string Subresource)[] Asked =
    [
        (Capability.Secrets, "list", "secrets", ""),
        (Capability.Shell, "create", "pods", "exec"),
        (Capability.PortForward, "create", "pods", "portforward"),
    ];

    private readonly CompiledUser? _user = side.Find(user);

    /// <summary>By the capability's or the role's name; an empty namespace is the cluster as a whole.</summary>
    public Dictionary<string, Held> At(string ns)
    {
        var held = new Dictionary<string, Held>(StringComparer.Ordinal);
        foreach (var (capability, verb, resource, subresource) in Asked)
        {
            held[CapabilityWords.Setting(capability)] = Of(capability, ReviewedAction.OnResource(verb, "", "v1", resource, subresource, ns, ""));
        }

        foreach (var assignment in _user?.Assignments ?? [])
        {
            if (assignment.IsLive(side.Now) && (ns.Length > 0 ? AssignmentJudge.Holds(assignment, cluster, ns) : assignment.Scope.Reaches(cluster)))
            {
                held.TryAdd(assignment.Role.Name, Held.Role(assignment));
            }
        }

        return held;
    }

    private Held Of(Capability capability, KubernetesRequest request)
    {
        if (_user is null)
        {
            return Held.Of(capability, SettingLevel.Closed, default);
        }

        var decision = Decider.Decide(side.Policy, _user, cluster, request, side.Now, mayCreate: false);
        // A command that is not named is never among those listed; that some are is what matters here.
        var level = decision.Allowed || (capability == Capability.Shell && decision is { By: DecidedBy.Setting, Level: SettingLevel.Limited })
            ? decision.Level
            : SettingLevel.Closed;
        return Held.Of(capability, level, decision);
    }
}

/// <summary>How far somebody has a capability or a role somewhere, and what made it so.</summary>
internal readonly record struct Held(SettingLevel Level, string Word, Decision Decision, CompiledAssignment? Assignment)
{
    public static Held NoRole { get; } = new(SettingLevel.Closed, "not given", default, null);

    /// <summary>Why somebody has not more of it.</summary>
    public string Missing => Decision switch
    {
        { By: DecidedBy.Guardrail, Guardrail: { } guardrail } => $"The guardrail {guardrail.Name} denies it.",
        { By: DecidedBy.Setting, Setting: { } setting } => $"A setting for {ScopeWords.Of(setting.Subject)}{ScopeWords.Of(setting.Place)} holds it back.",
        { By: DecidedBy.Setting } => "No setting opens it.",
        { By: DecidedBy.Ceiling } => "The cluster's ceiling is below it.",
        _ => "No assignment gives it.",
    };

    public static Held Role(CompiledAssignment assignment) => new(SettingLevel.Open, "given", default, assignment);

    public static Held Of(Capability capability, SettingLevel level, in Decision decision) => new(level, CapabilityWords.Value(capability, level), decision, null);

    /// <summary>Why somebody has it now who had less.</summary>
    public string By(in Held before) => Assignment is { } given ? Given(given.Role, given.Assignment.Scope)
        : Decision is not { Role: { } role, Assignment: { } assignment } ? "It is allowed."
        : before.Decision.By is DecidedBy.Setting or DecidedBy.Guardrail ? $"{Given(role, assignment.Scope)} {(before.Decision.By == DecidedBy.Guardrail ? "No guardrail denies it any more." : "The settings there let that role have it.")}"
        : Given(role, assignment.Scope);

    private static string Given(Role role, Scope scope) => $"{role.Title} in {ScopeWords.Of(scope)}.";
}
