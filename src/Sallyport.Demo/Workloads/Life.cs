using Sallyport.Demo.Store;

namespace Sallyport.Demo.Workloads;

/// <summary>What happens by itself: releases roll out now and then, old events fade, nodes renew their leases.</summary>
internal sealed class Life(ObjectStore store, Agenda agenda, EventLog events, TimeProvider time)
{
    private static readonly TimeSpan ReleaseEvery = TimeSpan.FromMinutes(30), TidyEvery = TimeSpan.FromMinutes(5);
    private const int FewNodes = 12;
    private int _release = 2;

    public void Begin()
    {
        agenda.In(ReleaseEvery, Release);
        agenda.In(TidyEvery, Tidy);
    }

    // The shop's front gets a new patch version, which rolls through its pods.
    private void Release()
    {
        string version = $"4.18.{++_release}";
        store.Update("deployments.apps", "shop", "storefront", deployment =>
        {
            if (deployment.Items("spec", "template", "spec", "containers").FirstOrDefault() is { } container
                && container.Text("image") is { } image && image.Contains("/shop/storefront:", StringComparison.Ordinal))
            {
                container["image"] = image[..(image.LastIndexOf(':') + 1)] + version;
            }

            return deployment;
        });
        agenda.In(ReleaseEvery, Release);
    }

    private void Tidy()
    {
        events.DropOld();
        List<StoredObject> leases = [.. store.In("leases.coordination.k8s.io", "kube-node-lease")];
        foreach (StoredObject lease in leases.Count <= FewNodes ? leases : [])
        {
            store.Update("leases.coordination.k8s.io", lease.Namespace, lease.Name, current =>
            {
                current.Child("spec")["renewTime"] =
                    time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", null);
                return current;
            });
        }

        agenda.In(TidyEvery, Tidy);
    }
}
