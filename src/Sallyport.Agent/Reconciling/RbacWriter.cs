using Sallyport.Agent.Cluster;

namespace Sallyport.Agent.Reconciling;

/// <summary>A role as it now is, and as it was when that differs.</summary>
internal sealed record WrittenRole(bool Changed, RbacRule[]? Before, RbacRule[] After);

/// <summary>Writes the RBAC objects that differ, and turns the cluster's refusals into sentences about groups.</summary>
internal sealed partial class RbacWriter(KubernetesApi api, ILogger<RbacWriter> logger)
{
    // Once the cluster refused a role as above what the account holds, roles are cut to that before they are written.
    private volatile bool _limited;

    public Task<LiveRbac> ReadAsync(RbacNames names, CancellationToken cancellationToken) =>
        LiveRbac.ReadAsync(api, names, cancellationToken);

    /// <summary>Writes a role if it differs; null when its groups cannot work.</summary>
    public async Task<WrittenRole?> WriteRoleAsync(
        DesiredObject role, LiveRbac live, PassOutcome outcome, CancellationToken cancellationToken)
    {
        // Roles are written in parallel: what counts is whether this attempt was cut, not whether others are by now.
        var limited = _limited;
        try
        {
            return await WriteAsync(limited ? await CutAsync(role, outcome, cancellationToken) : role, live, cancellationToken);
        }
        catch (KubernetesApiException e) when (e.Code == StatusCodes.Status403Forbidden && !limited)
        {
            LogAboveHeld(logger, role.Key.Name, FirstLine(e));
            _limited = true;
        }
        catch (KubernetesApiException e)
        {
            Refused(role, e, outcome);
            return null;
        }

        return await WriteRoleAsync(role, live, outcome, cancellationToken);
    }

    /// <summary>Writes a binding if it differs; whether it did, or null when it could not.</summary>
    public async Task<bool?> WriteBindingAsync(
        DesiredObject binding, LiveRbac live, PassOutcome outcome, CancellationToken cancellationToken)
    {
        try
        {
            return await BringAsync(binding, live, cancellationToken);
        }
        catch (KubernetesApiException e)
        {
            Refused(binding, e, outcome);
            return null;
        }
    }

    public async Task DeleteAsync(RbacKey key, CancellationToken cancellationToken)
    {
        await api.DeleteAsync(RbacPaths.Of(key), cancellationToken);
        LogDeleted(logger, key.Kind, key.Namespace, key.Name);
    }

    private async Task<WrittenRole?> WriteAsync(DesiredObject role, LiveRbac live, CancellationToken cancellationToken)
    {
        if (role.Content.Rules is not { Length: > 0 } after)
        {
            return null;
        }

        var before = live.Objects.GetValueOrDefault(role.Key)?.Rules;
        return new WrittenRole(await BringAsync(role, live, cancellationToken), before, after);
    }

    private async Task<DesiredObject> CutAsync(DesiredObject role, PassOutcome outcome, CancellationToken cancellationToken)
    {
        var held = await HeldRules.ReadAsync(api, cancellationToken);
        var (rules, leftOut) = held.Cut(role.Content.Rules ?? []);
        if (rules.Length == 0)
        {
            outcome.Fail(role.Groups, "The agent's account in this cluster may grant nothing of it.");
        }
        else if (leftOut.Count > 0)
        {
            var some = string.Join(", ", leftOut.Take(10));
            outcome.Note(
                role.Groups,
                $"The agent's account in this cluster may not grant {some}{(leftOut.Count > 10 ? $" and {leftOut.Count - 10} more" : "")}: left out.");
        }

        return role with { Content = role.Content with { Rules = rules } };
    }

    private async Task<bool> BringAsync(DesiredObject wanted, LiveRbac live, CancellationToken cancellationToken)
    {
        var change = live.ChangeFor(wanted);
        if (change == RbacChange.None)
        {
            return false;
        }

        var path = RbacPaths.Of(wanted.Key);
        if (change == RbacChange.Replace)
        {
            await api.DeleteAsync(path, cancellationToken);
        }

        await api.ApplyAsync(path, wanted.Content, KubernetesJson.Default.RbacObject, cancellationToken);
        LogWritten(logger, wanted.Key.Kind, wanted.Key.Namespace, wanted.Key.Name);
        return true;
    }

    private void Refused(DesiredObject wanted, KubernetesApiException refusal, PassOutcome outcome)
    {
        var problem = $"The cluster refused {wanted.Key.Kind} {wanted.Key.Name}: {FirstLine(refusal)}";
        LogRefused(logger, problem);
        outcome.Fail(wanted.Groups, problem);
    }

    private static string FirstLine(KubernetesApiException refusal) => refusal.Message.Split('\n', 2)[0];

    [LoggerMessage(Level = LogLevel.Debug, Message = "Wrote {Kind} {Namespace}/{Name}")]
    private static partial void LogWritten(ILogger logger, RbacKind kind, string @namespace, string name);

    [LoggerMessage(Level = LogLevel.Information, Message = "Deleted {Kind} {Namespace}/{Name}, which is no longer wanted")]
    private static partial void LogDeleted(ILogger logger, RbacKind kind, string @namespace, string name);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Name} asks for more than the agent's account holds; it gets what the account may grant: {Problem}")]
    private static partial void LogAboveHeld(ILogger logger, string name, string problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Problem}")]
    private static partial void LogRefused(ILogger logger, string problem);
}
