namespace Sallyport.EndToEnd.Tests.Hubs;

/// <summary>Where a hub keeps its things and listens; it outlives the process, so that a hub can be started again.</summary>
internal sealed class HubPlace : IDisposable
{
    public string Data { get; } = Directory.CreateTempSubdirectory("sallyport-e2e-").FullName;

    public int GatewayPort { get; } = FreePort.Next();

    public int ConsolePort { get; } = FreePort.Next();

    public Uri Console => new($"https://127.0.0.1:{ConsolePort}");

    public string CertificateAuthority => Path.Combine(Data, "ca.crt");

    /// <summary>The kubeconfig that the hub wrote for one of the demo's people.</summary>
    public string Kubeconfig(string person) => Path.Combine(Data, "kubeconfigs", person + ".yaml");

    /// <summary>The same clusters with another's token.</summary>
    public string KubeconfigWith(string name, string token)
    {
        var path = Path.Combine(Data, "kubeconfigs", $"e2e-{name}.yaml");
        var admin = Kubeconfig("admin");
        File.WriteAllText(path, File.ReadAllText(admin).Replace(KubeconfigFile.Token(admin), token, StringComparison.Ordinal));
        return path;
    }

    public void Dispose() => Directory.Delete(Data, recursive: true);
}
