namespace Sallyport.EndToEnd.Tests.Clusters;

/// <summary>What this machine offers the tests, by environment variable; eng/kubernetes/README.md lists them.</summary>
internal static class Machine
{
    public const string HowToGetCluster = "start one with eng/kubernetes/up.sh DIR and source DIR/cluster.env";

    public static string? Kubeconfig => Value("SALLYPORT_E2E_KUBECONFIG");

    public static string? AuditLog => Value("SALLYPORT_E2E_AUDIT_LOG");

    public static string Image => Value("SALLYPORT_E2E_IMAGE") ?? "local.test/busybox:1";

    /// <summary>The socket of the containerd that runs the cluster's pods.</summary>
    public static string Containerd => Value("SALLYPORT_E2E_CONTAINERD") ?? throw Lacks("SALLYPORT_E2E_CONTAINERD names no containerd to load an image into");

    /// <summary>The address under which the cluster's pods reach this machine.</summary>
    public static string PodHost => Value("SALLYPORT_E2E_POD_HOST") ?? throw Lacks("SALLYPORT_E2E_POD_HOST does not say how pods reach this machine");

    public static string KubectlFolder =>
        Value("SALLYPORT_E2E_KUBECTL_DIR")
        ?? Path.Combine(
            Value("SALLYPORT_CACHE") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "sallyport"),
            "kubectl");

    /// <summary>The command line, published as one native file.</summary>
    public static string NativeCli =>
        Value("SALLYPORT_E2E_CLI") ?? throw Lacks("SALLYPORT_E2E_CLI names no published sallyport; docs/cli.md says how to publish one");

    /// <summary>Skips the test, or fails it where everything it needs was promised. To be thrown, so that the compiler knows.</summary>
    public static Exception Lacks(string what)
    {
        if (Value("SALLYPORT_E2E_REQUIRED") == "1")
        {
            Assert.Fail($"SALLYPORT_E2E_REQUIRED is set, but {what}");
        }

        Assert.Skip(what);
        return new InvalidOperationException(what);
    }

    /// <summary>A program of Debian's that a test starts beside the hub.</summary>
    public static string Program(string name)
    {
        string[] folders = [.. (Value("PATH") ?? "").Split(':'), "/usr/sbin", "/sbin"];
        var found = folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        if (found is null)
        {
            throw Lacks($"{name} is not installed; eng/install.sh does it");
        }

        return found;
    }

    private static string? Value(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
