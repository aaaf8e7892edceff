using Sallyport.Agent.Cluster;
using Sallyport.Agent.Control;
using Sallyport.Agent.Enrolment;
using Sallyport.Agent.Forwarding;
using Sallyport.Agent.Reconciling;

namespace Sallyport.Agent.Hosting;

/// <summary>The agent's parts, put together by hand: there are few, and each is made once.</summary>
internal sealed class AgentParts : IAsyncDisposable
{
    private readonly AgentOptions _options;
    private readonly ILoggerFactory _loggers;
    private readonly KubernetesTransport _forwarder;
    private readonly KubernetesTransport _reconciler;
    private readonly KubernetesApi _api;
    private readonly AppliedGroups _applied = new();

    public AgentParts(AgentOptions options, ILoggerFactory loggers)
    {
        _options = options;
        _loggers = loggers;
        _forwarder = new KubernetesTransport(options.Forwarder);
        _reconciler = new KubernetesTransport(options.Reconciler);
        _api = new KubernetesApi(_reconciler);
        var watching = loggers.CreateLogger<MetadataWatch>();
        Namespaces = new MetadataWatch(_api, "/api/v1/namespaces", options.Clock, watching);
        Definitions = new MetadataWatch(
            _api, "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", options.Clock, watching);
        Discovery = new ClusterDiscovery(_api, options.Clock, loggers.CreateLogger<ClusterDiscovery>());
    }

    public MetadataWatch Namespaces { get; }

    public MetadataWatch Definitions { get; }

    public ClusterDiscovery Discovery { get; }

    public Drain Drain { get; } = new();

    public IAgentKeyStore KeyStore() => _options.DataFolder is { } folder
        ? new FolderKeyStore(folder)
        : new SecretKeyStore(_api, _options.Namespace);

    public Reconciler Reconciler(RbacNames names)
    {
        var pass = new ReconcilerPass(
            new RbacWriter(_api, _loggers.CreateLogger<RbacWriter>()),
            _options.Ceiling,
            names,
            _applied,
            new Leftovers(_options.Clock),
            new GroupConfirmation(_api, _options.Clock));
        return new Reconciler(pass, Discovery, new WantedState(), _options.Clock, _loggers.CreateLogger<Reconciler>());
    }

    public AgentEndpoints Endpoints(Reconciler reconciler)
    {
        var look = new SecondLook(_options.Ceiling, new OwnNamespace(_options.Namespace), _applied);
        var upgrades = new UpgradeForwarder(_forwarder, look, _options.Clock, _loggers.CreateLogger<UpgradeForwarder>());
        var forwarder = new KubernetesForwarder(_forwarder, look, upgrades, _loggers.CreateLogger<KubernetesForwarder>());
        var facts = new FactsCollector(
            _api, Discovery, _options.Ceiling, new AgentPlace(_options.Namespace, _options.ServiceAccounts));
        var control = new ControlEndpoint(
            facts, new NamespaceStream(Namespaces, _options.Clock), reconciler, Drain,
            _loggers.CreateLogger<ControlEndpoint>());
        return new AgentEndpoints(forwarder, control, Drain);
    }

    public ValueTask DisposeAsync()
    {
        Discovery.Dispose();
        Drain.Dispose();
        _forwarder.Dispose();
        _reconciler.Dispose();
        return ValueTask.CompletedTask;
    }
}
