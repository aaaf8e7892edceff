using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Sallyport.Access.Installation;
using Sallyport.Agent.Cluster;

namespace Sallyport.Agent.Hosting;

/// <summary>What the command line and the environment say, checked whole: every fault is told, each by its key.</summary>
internal sealed class AgentSettings(Func<AgentSetting, string?> option, Func<string, string?> variable)
{
    private readonly List<string> _faults = [];

    /// <summary>The options, or the sentences that say what is wrong with them.</summary>
    public (AgentOptions? Options, IReadOnlyList<string> Faults) Read(TimeProvider time, bool inCluster)
    {
        var hub = Hub();
        var authorities = Authorities();
        var token = Exclusive(AgentSetting.JoinToken, AgentSetting.JoinTokenFile)?.Trim();
        var ceiling = Ceiling();
        var kubeconfig = Value(AgentSetting.Kubeconfig);
        var data = Value(AgentSetting.Data);
        inCluster &= kubeconfig is null;
        var (forwarder, reconciler) = inCluster ? InCluster(time) : ByKubeconfig(kubeconfig, time);
        if (!inCluster && data is null)
        {
            _faults.Add($"{AgentSetting.Data} is missing: outside a pod the agent keeps its key in a folder.");
        }

        if (_faults.Count > 0 || hub is null || authorities is null || forwarder is null || reconciler is null || ceiling is null)
        {
            return (null, _faults);
        }

        return (new AgentOptions
        {
            Hub = hub,
            HubAuthorities = authorities,
            Cluster = Value(AgentSetting.Cluster),
            JoinToken = token,
            DataFolder = data,
            Forwarder = forwarder,
            Reconciler = reconciler,
            Ceiling = ceiling,
            Namespace = inCluster ? InClusterEndpoint.Namespace : "",
            ServiceAccounts = inCluster ? [AgentInstallation.Forwarder, AgentInstallation.Reconciler] : [],
            HealthPort = inCluster ? AgentInstallation.HealthPort : null,
            Clock = time,
        }, []);
    }

    /// <summary>Whether logs are JSON.</summary>
    public bool LogsJson() => Value(AgentSetting.LogFormat) switch
    {
        null or "text" => false,
        "json" => true,
        _ => Fault($"{AgentSetting.LogFormat} must be text or json."),
    };

    private Uri? Hub()
    {
        if (Value(AgentSetting.Hub) is not { } text)
        {
            _faults.Add($"{AgentSetting.Hub} is missing: the address of the hub's gateway.");
            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var hub) && hub.Scheme is "https" or "wss"
            && hub.UserInfo.Length == 0 && hub.AbsolutePath is "/" && hub.Query.Length == 0)
        {
            return hub;
        }

        _faults.Add($"{AgentSetting.Hub} must be an address such as https://HOST:6443, without a path.");
        return null;
    }

    private X509Certificate2Collection? Authorities()
    {
        var pem = Exclusive(AgentSetting.Ca, AgentSetting.CaFile);
        if (pem is null)
        {
            if (Value(AgentSetting.Ca) is null && Value(AgentSetting.CaFile) is null)
            {
                _faults.Add($"{AgentSetting.CaFile} is missing: without the hub's CA the agent could be talking to anyone.");
            }

            return null;
        }

        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPem(pem);
        }
        catch (CryptographicException)
        {
        }

        if (authorities.Count == 0)
        {
            _faults.Add($"{AgentSetting.CaFile}: there is no certificate in it.");
            return null;
        }

        return authorities;
    }

    private Access.Enforcement.Ceiling? Ceiling()
    {
        try
        {
            return Value(AgentSetting.Ceiling) is { } text ? Access.Enforcement.Ceiling.Parse(text) : Access.Enforcement.Ceiling.Admin;
        }
        catch (FormatException e)
        {
            _faults.Add($"{AgentSetting.Ceiling}: {e.Message}");
            return null;
        }
    }

    private (KubernetesEndpoint?, KubernetesEndpoint?) InCluster(TimeProvider time)
    {
        foreach (var lone in new[] { AgentSetting.Context, AgentSetting.ReconcilerKubeconfig }.Where(s => Value(s) is not null))
        {
            _faults.Add($"{lone} goes with {AgentSetting.Kubeconfig}, which is missing.");
        }

        return (
            InClusterEndpoint.For(InClusterEndpoint.ServiceAccountFolder, time),
            InClusterEndpoint.For(AgentInstallation.ReconcilerFolder, time));
    }

    private (KubernetesEndpoint?, KubernetesEndpoint?) ByKubeconfig(string? path, TimeProvider time)
    {
        if (path is null)
        {
            _faults.Add($"{AgentSetting.Kubeconfig} is missing: this is not a pod, so the agent must be told how to reach the cluster.");
            return default;
        }

        try
        {
            var forwarder = Kubeconfig.Load(path, Value(AgentSetting.Context), time);
            var reconciler = Value(AgentSetting.ReconcilerKubeconfig) is { } other ? Kubeconfig.Load(other, null, time) : forwarder;
            return (forwarder, reconciler);
        }
        catch (FormatException e)
        {
            _faults.Add(e.Message);
            return default;
        }
    }

    /// <summary>A value that is given itself or in a file, but not both.</summary>
    private string? Exclusive(AgentSetting itself, AgentSetting file)
    {
        var (value, path) = (Value(itself), Value(file));
        if (value is not null && path is not null)
        {
            _faults.Add($"{itself} and {file} say the same thing twice: give one.");
            return null;
        }

        try
        {
            return path is null ? value : File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _faults.Add($"{file}: {e.Message}");
            return null;
        }
    }

    private string? Value(AgentSetting setting) =>
        option(setting) is { Length: > 0 } given ? given : variable(setting.Variable) is { Length: > 0 } set ? set : null;

    private bool Fault(string fault)
    {
        _faults.Add(fault);
        return false;
    }
}
