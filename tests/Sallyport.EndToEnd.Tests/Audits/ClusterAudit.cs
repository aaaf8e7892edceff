using System.Text.Json.Nodes;
using Sallyport.EndToEnd.Tests.Clusters;
using Sallyport.EndToEnd.Tests.Running;

namespace Sallyport.EndToEnd.Tests.Audits;

/// <summary>kube-apiserver's own audit log: what reached the cluster, and as whom.</summary>
internal sealed class ClusterAudit
{
    private readonly string _path;
    private readonly long _start;

    private ClusterAudit(string path)
    {
        _path = path;
        _start = new FileInfo(path).Length;
    }

    public static ClusterAudit FromNow()
    {
        if (Machine.AuditLog is not { } path)
        {
            throw Machine.Lacks($"SALLYPORT_E2E_AUDIT_LOG does not name the cluster's audit log; {Machine.HowToGetCluster}");
        }

        return new ClusterAudit(path);
    }

    public async Task<JsonObject> FindAsync(Func<JsonObject, bool> meant, string what)
    {
        var found = await Eventually.FindAsync(() => Task.FromResult(Events().FirstOrDefault(meant)), TimeSpan.FromSeconds(20));
        found.Should().NotBeNull("the cluster's audit log should have {0}", what);
        return found!;
    }

    public IReadOnlyList<JsonObject> Events()
    {
        using var log = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        log.Position = _start;
        var text = new StreamReader(log).ReadToEnd();
        // The last line may still be in the writing.
        var whole = text[..(text.LastIndexOf('\n') + 1)];
        return [.. whole.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject())];
    }
}
