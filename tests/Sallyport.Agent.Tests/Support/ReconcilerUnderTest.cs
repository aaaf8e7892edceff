using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using Sallyport.Access.Enforcement;
using Sallyport.Access.Policy;
using Sallyport.Agent.Cluster;
using Sallyport.Agent.Reconciling;
using Sallyport.Tunnel.Protocol;

namespace Sallyport.Agent.Tests.Support;

/// <summary>A reconciler that talks to whatever is behind an endpoint.</summary>
internal sealed class ReconcilerUnderTest : IDisposable
{
    private readonly KubernetesTransport _transport;
    private readonly ClusterDiscovery _discovery;
    private readonly Reconciler _reconciler;

    public ReconcilerUnderTest(KubernetesEndpoint endpoint, TimeProvider time, string owner = "0b0c", Ceiling? ceiling = null)
    {
        _transport = new KubernetesTransport(endpoint);
        Api = new KubernetesApi(_transport);
        Names = new RbacNames(owner);
        _discovery = new ClusterDiscovery(Api, time, NullLogger<ClusterDiscovery>.Instance);
        var pass = new ReconcilerPass(
            new RbacWriter(Api, NullLogger<RbacWriter>.Instance), ceiling ?? Ceiling.Admin, Names, Applied, new Leftovers(time),
            new GroupConfirmation(Api, TimeProvider.System));
        _reconciler = new Reconciler(pass, _discovery, new WantedState(), time, NullLogger<Reconciler>.Instance);
    }

    public AppliedGroups Applied { get; } = new();

    public KubernetesApi Api { get; }

    public RbacNames Names { get; }

    public static ImpersonatedGroup Group(string ns, GroupVariant variant = GroupVariant.Base, string role = "project-read-only") =>
        new(role, BuiltInRoles.All.Single(r => r.Name == role).Version, variant, ns);

    public static WantedSet Wanted(long generation, params ImpersonatedGroup[] groups) =>
        new("epoch", generation, [.. BuiltInRoles.All], groups.ToImmutableArray());

    public Task<WantedAck> TakeAsync(WantedSet wanted) => _reconciler.TakeAsync(wanted, TestContext.Current.CancellationToken);

    public Task RunAsync(CancellationToken cancellationToken) => _reconciler.RunAsync(cancellationToken);

    public void Dispose()
    {
        _reconciler.Dispose();
        _discovery.Dispose();
        _transport.Dispose();
    }
}
