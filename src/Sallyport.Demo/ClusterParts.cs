using Microsoft.Extensions.Logging;
using Sallyport.Demo.Discovery;
using Sallyport.Demo.Http;
using Sallyport.Demo.Logs;
using Sallyport.Demo.Rbac;
using Sallyport.Demo.Resources;
using Sallyport.Demo.Seed;
using Sallyport.Demo.Shell;
using Sallyport.Demo.Store;
using Sallyport.Demo.Streams;
using Sallyport.Demo.Workloads;

namespace Sallyport.Demo;

/// <summary>Puts the parts of a cluster together.</summary>
internal sealed class ClusterParts
{
    public ClusterParts(DemoClusterOptions options, ILoggerFactory logs)
    {
        TimeProvider time = options.TimeProvider;
        Store = new ObjectStore(time);
        ResourceCatalog catalog = new(Store);
        Authorizer authorizer = new(Store);
        EscalationCheck escalation = new(authorizer);
        Agenda agenda = new(time);
        EventLog events = new(Store, time);
        NodePool nodes = new(Store);
        Loop = new ControlLoop(Store,
        [
            new NamespaceController(Store, catalog, agenda),
            new AggregationController(Store),
            new DeploymentController(Store, events, time),
            new ReplicaSetController(Store, events),
            new StatefulSetController(Store, events),
            new DaemonSetController(Store, nodes, events),
            new JobController(Store, events, time),
            new CronJobController(Store, agenda, events, time),
            new EndpointsController(Store),
            new GarbageCollector(Store),
            new Kubelet(Store, agenda, events, nodes, time),
        ], agenda, time, logs.CreateLogger<ControlLoop>());

        new ClusterSeed(Store, nodes, events, options).Plant();
        Loop.Settle();
        Store.BeginHistory();
        new Life(Store, agenda, events, time).Begin();

        Authentication authentication = new(authorizer, time);
        AdminToken = authentication.Issue(new Identity("demo-admin", [Identity.Masters, Identity.Authenticated]));
        ForwarderToken = authentication.Issue(Identity.ServiceAccount(DemoCluster.AgentNamespace, "forwarder"));
        ReconcilerToken = authentication.Issue(Identity.ServiceAccount(DemoCluster.AgentNamespace, "reconciler"));
        Reading reading = new(Store, new ObjectSources(Store, new PodMetrics(Store, time)), time);
        Writing writing = new(Store, authorizer, escalation, time);
        Deleting deleting = new(Store, time);
        LogSource logSource = new(Store);
        Subresources subresources = new(
            new ScaleEndpoint(Store),
            new LogEndpoint(logSource, time),
            new ExecEndpoint(Store, authorizer, new Worlds(Store, time), time),
            new AttachEndpoint(logSource, authorizer, time),
            new PortForwardEndpoint(authorizer),
            new EvictionEndpoint(Store, deleting),
            new TokenEndpoint(Store, authentication, time),
            reading,
            writing);
        ResourceEndpoint resources = new(
            reading,
            new Watching(Store, time),
            writing,
            deleting,
            new Reviews(authorizer),
            subresources);
        Server = new ApiServer(authentication, authorizer,
            new Dispatcher(catalog, new DiscoveryEndpoint(catalog, new OpenApiDocuments(catalog, Store)), resources), logs.CreateLogger<ApiServer>());
    }

    public ObjectStore Store { get; }

    public ControlLoop Loop { get; }

    public ApiServer Server { get; }

    public string AdminToken { get; }

    public string ForwarderToken { get; }

    public string ReconcilerToken { get; }
}
