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

    public IReadOnlyList<JsonObject> Events() => [.. Lines().Select(line => JsonNode.Parse(line)!.AsObject())];

    /// <summary>The events as they stand in the log.</summary>
    public IEnumerable<string> Lines()
    {
        using var log = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        log.Position = _start;
        using var reader = new StreamReader(log);
        while (reader.ReadLine() is { } line)
        {
            // The last line may still be in the writing.
            if (line.EndsWith('}') && (!reader.EndOfStream || EndsWithNewline(log)))
            {
                yield return line;
            }
        }
    }

    private static bool EndsWithNewline(FileStream log)
    {
        log.Position--;
        return log.ReadByte() == '\n';
    }
}
