using System.Collections.Concurrent;
using Sallyport.Access.Enforcement;

namespace Sallyport.Agent.Reconciling;

/// <summary>One pass: what must be there against what is there, roles before bindings, then proof that it took effect.</summary>
internal sealed class ReconcilerPass(
    RbacWriter writer, Ceiling ceiling, RbacNames names, AppliedGroups applied, Leftovers leftovers, GroupConfirmation confirmation)
{
    private const int AtOnce = 16;
    private readonly ConcurrentDictionary<string, GroupProbe> _unconfirmed = new(StringComparer.Ordinal);

    /// <summary>Whether some group was not seen to take effect yet.</summary>
    public bool HasUnconfirmed => !_unconfirmed.IsEmpty;

    /// <summary>Brings the cluster in step; the groups that it could not, or not wholly, and why.</summary>
    public async Task<IReadOnlyDictionary<string, string>> RunAsync(
        WantedSet wanted, IReadOnlyCollection<DiscoveredResource> resources, CancellationToken cancellationToken)
    {
        var outcome = new PassOutcome();
        var desired = DesiredRbac.Of(wanted, resources, ceiling, names);
        foreach (var (group, problem) in desired.Problems)
        {
            outcome.Fail([group], problem);
        }

        var live = await writer.ReadAsync(names, cancellationToken);
        var roles = await WriteRolesAsync(desired, live, outcome, cancellationToken);
        await WriteBindingsAsync(desired, live, roles, outcome, cancellationToken);
        await ConfirmAsync(desired, outcome, cancellationToken);

        var (expired, lingering) = leftovers.Sort(live, desired);
        applied.Replace(
            desired.Bindings.Select(b => b.Groups[0]).Where(g => !outcome.Failures.ContainsKey(g)).Concat(lingering),
            CommandLists.From(wanted.Commands));
        foreach (var key in expired)
        {
            await writer.DeleteAsync(key, cancellationToken);
        }

        return outcome.Problems;
    }

    private async Task<ConcurrentDictionary<string, WrittenRole>> WriteRolesAsync(
        DesiredRbac desired, LiveRbac live, PassOutcome outcome, CancellationToken cancellationToken)
    {
        var roles = new ConcurrentDictionary<string, WrittenRole>(StringComparer.Ordinal);
        await ForEachAsync(desired.Roles, async (role, ct) =>
        {
            if (await writer.WriteRoleAsync(role, live, outcome, ct) is { } written)
            {
                roles[role.Key.Name] = written;
            }
        }, cancellationToken);
        return roles;
    }

    private Task WriteBindingsAsync(
        DesiredRbac desired,
        LiveRbac live,
        ConcurrentDictionary<string, WrittenRole> roles,
        PassOutcome outcome,
        CancellationToken cancellationToken) =>
        ForEachAsync(desired.Bindings, async (binding, ct) =>
        {
            if (!roles.TryGetValue(binding.Key.Name, out var role)
                || await writer.WriteBindingAsync(binding, live, outcome, ct) is not { } written)
            {
                return;
            }

            var group = binding.Groups[0];
            if ((written || role.Changed) && GroupProbe.For(group, written ? null : role.Before, role.After) is { } probe)
            {
                _unconfirmed[group] = probe;
            }
        }, cancellationToken);

    private async Task ConfirmAsync(DesiredRbac desired, PassOutcome outcome, CancellationToken cancellationToken)
    {
        var wanted = desired.Bindings.Select(b => b.Groups[0]).ToHashSet(StringComparer.Ordinal);
        foreach (var group in _unconfirmed.Keys.Where(g => !wanted.Contains(g) || outcome.Failures.ContainsKey(g)))
        {
            _unconfirmed.TryRemove(group, out _);
        }

        foreach (var group in await confirmation.ConfirmAsync([.. _unconfirmed.Values], cancellationToken))
        {
            _unconfirmed.TryRemove(group, out _);
        }

        outcome.Fail(_unconfirmed.Keys, "kube-apiserver does not authorize it as wanted yet; the agent keeps asking.");
    }

    private static Task ForEachAsync<T>(IEnumerable<T> items, Func<T, CancellationToken, Task> act, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            items,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (item, ct) => await act(item, ct));
}
