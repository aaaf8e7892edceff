using System.Collections.Frozen;

namespace Sallyport.Access.Requests;

/// <summary>How the value of a query key is read.</summary>
internal enum QueryValue
{
    /// <summary>A text without control characters.</summary>
    Text,

    /// <summary>A whole number; anything else would make kube-apiserver drop the other list options too.</summary>
    Number,

    /// <summary>A text that may be given several times, of which kube-apiserver reads all.</summary>
    Repeated,

    /// <summary>One argument of a command: repeated, and any text but NUL, since scripts have line breaks.</summary>
    Argument,
}

/// <summary>The query keys that one kind of request knows, in the order in which they are written.</summary>
internal sealed class QueryKeys
{
    /// <summary>
    /// Everything that get, list, watch, create, update, patch and delete read. One set for all of them: each reads only
    /// its own keys, and clients are careless about which they send; <c>export</c> and <c>exact</c> end with Kubernetes
    /// 1.20. Not in it, on purpose:
    /// <c>ignoreStoreReadErrorWithClusterBreakingPotential</c>.
    /// </summary>
    public static readonly QueryKeys Objects = new(
        ("allowWatchBookmarks", QueryValue.Text),
        ("continue", QueryValue.Text),
        ("dryRun", QueryValue.Repeated),
        ("exact", QueryValue.Text),
        ("export", QueryValue.Text),
        ("fieldManager", QueryValue.Text),
        ("fieldSelector", QueryValue.Text),
        ("fieldValidation", QueryValue.Text),
        ("force", QueryValue.Text),
        ("gracePeriodSeconds", QueryValue.Number),
        ("includeObject", QueryValue.Text),
        ("labelSelector", QueryValue.Text),
        ("limit", QueryValue.Number),
        ("orphanDependents", QueryValue.Text),
        ("pretty", QueryValue.Text),
        ("propagationPolicy", QueryValue.Text),
        ("resourceVersion", QueryValue.Text),
        ("resourceVersionMatch", QueryValue.Text),
        ("sendInitialEvents", QueryValue.Text),
        ("shardSelector", QueryValue.Text),
        ("timeout", QueryValue.Text),
        ("timeoutSeconds", QueryValue.Number),
        ("watch", QueryValue.Text));

    /// <summary>The options of <c>pods/log</c>.</summary>
    public static readonly QueryKeys Log = new(
        ("container", QueryValue.Text),
        ("follow", QueryValue.Text),
        ("insecureSkipTLSVerifyBackend", QueryValue.Text),
        ("limitBytes", QueryValue.Number),
        ("pretty", QueryValue.Text),
        ("previous", QueryValue.Text),
        ("sinceSeconds", QueryValue.Number),
        ("sinceTime", QueryValue.Text),
        ("stream", QueryValue.Text),
        ("tailLines", QueryValue.Number),
        ("timeout", QueryValue.Text),
        ("timestamps", QueryValue.Text));

    /// <summary>The options of <c>pods/exec</c>.</summary>
    public static readonly QueryKeys Exec = new(
        ("command", QueryValue.Argument),
        ("container", QueryValue.Text),
        ("pretty", QueryValue.Text),
        ("stderr", QueryValue.Text),
        ("stdin", QueryValue.Text),
        ("stdout", QueryValue.Text),
        ("timeout", QueryValue.Text),
        ("tty", QueryValue.Text));

    /// <summary>The options of <c>pods/attach</c>.</summary>
    public static readonly QueryKeys Attach = new(
        ("container", QueryValue.Text),
        ("pretty", QueryValue.Text),
        ("stderr", QueryValue.Text),
        ("stdin", QueryValue.Text),
        ("stdout", QueryValue.Text),
        ("timeout", QueryValue.Text),
        ("tty", QueryValue.Text));

    /// <summary>The options of <c>pods/portforward</c>.</summary>
    public static readonly QueryKeys PortForward = new(
        ("ports", QueryValue.Repeated),
        ("pretty", QueryValue.Text),
        ("timeout", QueryValue.Text));

    /// <summary>What a query for custom or external metrics reads.</summary>
    public static readonly QueryKeys Metrics = new(
        ("fieldSelector", QueryValue.Text),
        ("labelSelector", QueryValue.Text),
        ("limit", QueryValue.Number),
        ("metricLabelSelector", QueryValue.Text),
        ("pretty", QueryValue.Text),
        ("resourceVersion", QueryValue.Text),
        ("timeout", QueryValue.Text),
        ("timeoutSeconds", QueryValue.Number),
        ("watch", QueryValue.Text));

    /// <summary>What discovery, OpenAPI and health paths read, and the diagnostics that an administrator asks for.</summary>
    public static readonly QueryKeys Paths = new(
        ("debug", QueryValue.Number),
        ("exclude", QueryValue.Repeated),
        ("gc", QueryValue.Number),
        ("hash", QueryValue.Text),
        ("includeRequestDetails", QueryValue.Text),
        ("pretty", QueryValue.Text),
        ("seconds", QueryValue.Number),
        ("timeout", QueryValue.Text),
        ("verbose", QueryValue.Text));

    private readonly (string Key, QueryValue Value)[] _keys;
    private readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _order;

    private QueryKeys(params (string Key, QueryValue Value)[] keys)
    {
        _keys = keys;
        _order = keys.Index()
            .ToFrozenDictionary(k => k.Item.Key, k => k.Index, StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The keys of a sub-resource of the core group, or of any other resource.</summary>
    public static QueryKeys Of(ReadOnlySpan<char> group, string resource, string subresource) =>
        group.IsEmpty && resource == "pods"
            ? subresource switch
            {
                "log" => Log,
                "exec" => Exec,
                "attach" => Attach,
                "portforward" => PortForward,
                _ => Objects,
            }
            : MetricsApi.Is(group) ? Metrics : Objects;

    /// <summary>The place of a key in the canonical order; false for an unknown one. Case matters.</summary>
    public bool TryFind(ReadOnlySpan<char> key, out int order) => _order.TryGetValue(key, out order);

    public string Key(int order) => _keys[order].Key;

    public QueryValue Value(int order) => _keys[order].Value;

    public bool Repeats(int order) => _keys[order].Value is QueryValue.Repeated or QueryValue.Argument;
}
