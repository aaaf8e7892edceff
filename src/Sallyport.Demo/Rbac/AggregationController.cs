using Sallyport.Demo.Store;
using Sallyport.Demo.Workloads;

namespace Sallyport.Demo.Rbac;

/// <summary>Fills cluster roles that take their rules from others by label, such as <c>view</c>.</summary>
internal sealed class AggregationController(ObjectStore store) : IController
{
    private const string Key = "clusterroles.rbac.authorization.k8s.io";

    public IEnumerable<ObjectKey> Concerned(StoreChange change) => change.StorageKey != Key ? [] : store.In(Key)
        .Where(role => role.Read().ContainsKey("aggregationRule"))
        .Select(role => new ObjectKey("", role.Name));

    public void Reconcile(ObjectKey key) => store.Update(Key, "", key.Name, role =>
    {
        List<LabelSelector> selectors =
            [.. role.Items("aggregationRule", "clusterRoleSelectors").Select(LabelSelector.FromSpec)];
        role["rules"] = store.In(Key)
            .Where(other => other.Name != key.Name && selectors.Exists(selector => selector.Matches(other.Labels)))
            .SelectMany(other => other.Read().Items("rules"))
            .Select(rule => rule.Copy())
            .ToJson();
        return role;
    });
}
