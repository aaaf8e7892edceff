using Sallyport.Demo.Workloads;

namespace Sallyport.Demo.Logs;

/// <summary>What a container says: some lines when it starts, then one about every so often, and last words if it dies.</summary>
internal sealed class LogVoice
{
    private readonly Func<uint, string> _line;

    private LogVoice(TimeSpan every, IReadOnlyList<string> greeting, IReadOnlyList<string> lastWords, Func<uint, string> line)
    {
        Every = every;
        Greeting = greeting;
        LastWords = lastWords;
        _line = line;
    }

    public TimeSpan Every { get; }

    public IReadOnlyList<string> Greeting { get; }

    public IReadOnlyList<string> LastWords { get; }

    public string Line(uint hash) => _line(hash);

    public static LogVoice Of(string container, string image, string behaviour)
    {
        TimeSpan every = TimeSpan.FromMilliseconds(900 + (StableHash.Of(container + image) % 2600));
        string version = image[(image.LastIndexOf(':') + 1)..];
        return behaviour == "crash-loop" ? Crashing(container, version)
            : behaviour == "chatty" ? Service(container, version, TimeSpan.FromMicroseconds(250))
            : image.Contains("postgres", StringComparison.Ordinal) ? Database(version)
            : image.Contains("redis", StringComparison.Ordinal) ? Cache(version)
            : image.Contains("coredns", StringComparison.Ordinal) ? Dns(version)
            : container is "kube-proxy" or "metrics-server" or "log-shipper" ? Infrastructure(container, version)
            : Service(container, version, every);
    }

    private static LogVoice Service(string name, string version, TimeSpan every) => new(every,
        [$"level=info msg=\"starting {name}\" version={version}", "level=info msg=\"configuration read\" source=/etc/" + name,
            "level=info msg=\"listening\" address=:8080"], [], hash =>
        {
            string[] paths = ["/", "/healthz", "/api/v1/items", "/api/v1/items/{0}", "/api/v1/orders/{0}", "/metrics", "/api/v1/session"];
            string path = paths[hash % paths.Length].Replace("{0}", $"{hash % 9000 + 1000}", StringComparison.Ordinal);
            int status = (hash % 97) switch { 0 => 500, < 3 => 404, < 6 => 304, _ => 200 };
            string level = status == 500 ? "error" : "info";
            return $"level={level} msg=\"request\" method=GET path={path} status={status} " +
                $"duration={(hash >> 8) % 240 + 2}ms trace={hash:x8}";
        });

    private static LogVoice Crashing(string name, string version) => new(TimeSpan.FromSeconds(3),
        [$"level=info msg=\"starting {name}\" version={version}", "level=info msg=\"loading model\" path=/models/current"],
        ["level=fatal msg=\"model cannot be read\" path=/models/current error=\"no such file or directory\"",
            "Unhandled exception: could not load /models/current", "   at Recommendations.Model.Load(String path)",
            "   at Recommendations.Program.Main(String[] args)"],
        hash => $"level=warn msg=\"model not ready, waiting\" attempt={hash % 6 + 1}");

    private static LogVoice Database(string version) => new(TimeSpan.FromSeconds(7),
        [$"LOG:  starting PostgreSQL {version} on x86_64-pc-linux-gnu, 64-bit",
            "LOG:  listening on IPv4 address \"0.0.0.0\", port 5432", "LOG:  database system is ready to accept connections"], [],
        hash => (hash % 5) switch
        {
            0 => $"LOG:  checkpoint complete: wrote {hash % 900} buffers ({hash % 60 / 10.0:0.0}%); 0 WAL file(s) added",
            1 => "LOG:  checkpoint starting: time",
            _ => $"LOG:  duration: {hash % 9000 / 10.0:0.0} ms  statement: SELECT balance FROM accounts WHERE id = $1",
        });

    private static LogVoice Cache(string version) => new(TimeSpan.FromSeconds(23),
        [$"1:C * Redis version={version}, bits=64, just started", "1:M * Ready to accept connections tcp"], [],
        hash => $"1:M * {hash % 100 + 1} changes in 300 seconds. Saving... DB saved on disk");

    private static LogVoice Dns(string version) => new(TimeSpan.FromSeconds(17),
        [".:53", "[INFO] plugin/reload: Running configuration SHA512 = demo", $"CoreDNS-{version}"], [],
        hash => $"[INFO] 10.244.{hash % 3}.{hash % 250}:4{hash % 9000 + 1000} - {hash % 60000} \"A IN " +
            $"{(hash % 2 == 0 ? "cart-cache.shop" : "payments-api.payments")}.svc.cluster.local. udp 58\" NOERROR 0.000{hash % 900}s");

    private static LogVoice Infrastructure(string name, string version) => new(TimeSpan.FromSeconds(31),
        [$"I starting {name} {version}", "I caches are synced"], [],
        hash => $"I {(hash % 3) switch { 0 => "sync finished", 1 => "resource versions compared", _ => "flushed" }} " +
            $"items={hash % 400} took={hash % 90}ms");
}
